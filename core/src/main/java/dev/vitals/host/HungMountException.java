package dev.vitals.host;

import java.time.Duration;

/** Somebody else has been inside a file system for too long. */
final class HungMountException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Mount mount;
    private final String visitor;
    private final Duration since;

    HungMountException(Mount mount, String visitor, Duration since) {
        super(visitor + " is stuck in " + mount.point(), null, false, false);
        this.mount = mount;
        this.visitor = visitor;
        this.since = since;
    }

    Mount mount() {
        return mount;
    }

    /** Who is inside, as in {@code check 'uploads'}. */
    String visitor() {
        return visitor;
    }

    Duration since() {
        return since;
    }
}
