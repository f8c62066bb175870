package dev.vitals.probe;

/**
 * The names of the three groups with a meaning of their own. Any other name makes a plain group.
 *
 * @since 0.1.0
 */
public final class Group {
    /** Liveness: the process can go on working; a restart would help if not. Takes {@link Scope#LOCAL} checks only. */
    public static final String LIVE = "live";

    /** Readiness: this instance should get traffic. The default group of every check. */
    public static final String READY = "ready";

    /** Startup: every check that belongs to readiness has had its first result. Kept by the engine, not joined. */
    public static final String STARTED = "started";

    private Group() {}
}
