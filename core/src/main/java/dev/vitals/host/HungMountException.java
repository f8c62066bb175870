package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import java.time.Duration;

/** Another check has been inside a file system for too long. */
final class HungMountException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Mount mount;
    private final String holder;
    private final Duration since;

    HungMountException(Mount mount, String holder, Duration since) {
        super(holder + " is stuck in " + mount.point(), null, false, false);
        this.mount = mount;
        this.holder = holder;
        this.since = since;
    }

    Mount mount() {
        return mount;
    }

    /** The check inside, as in {@code check 'uploads'}. */
    String holder() {
        return holder;
    }

    Duration since() {
        return since;
    }
}
