package dev.vitals.probe;

/**
 * Whether a check is about this process and host, or about something that other instances share.
 *
 * <p>A liveness probe that depends on a shared dependency restarts every instance at once when that dependency fails;
 * a {@link #SHARED} check is therefore refused in the liveness group.
 *
 * @since 0.1.0
 */
public enum Scope {
    /** This process or this host: memory, a disk, a connection pool. */
    LOCAL,
    /** A dependency that other instances use too: a database, Redis, an HTTP service. */
    SHARED
}
