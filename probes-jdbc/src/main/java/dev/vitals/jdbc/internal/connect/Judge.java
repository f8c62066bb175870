package dev.vitals.jdbc.internal.connect;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;

/**
 * Holds what was read against limits.
 *
 * @param <T> what was read
 */
@FunctionalInterface
public interface Judge<T> {
    /**
     * Judges. Makes no connection.
     *
     * @param seen what was read
     * @param context the check's run, which keeps counters
     * @return what it means
     */
    Result judge(T seen, ProbeContext context);
}
