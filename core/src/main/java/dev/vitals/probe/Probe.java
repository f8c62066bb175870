package dev.vitals.probe;

import java.util.List;

/**
 * Checks one thing and returns a result. A lambda is a probe:
 *
 * <pre>{@code
 * Probe licence = context -> valid() ? Result.up() : Result.down("licence.expired", "licence ended " + end());
 * }</pre>
 *
 * <h2>Threading</h2>
 *
 * <p>The engine calls a probe on a thread of its own and never enters one check twice at once, so a probe that serves
 * one check needs no locks for its own fields. It may block, for no longer than the time that
 * {@link ProbeContext#remaining} returns. A probe that takes longer is reported {@link Status#DOWN} with cause
 * {@code probe.timeout} and the stack of its thread, and is not entered again until it returns. It is interrupted only
 * if its check asks for that.
 *
 * <h2>Failure</h2>
 *
 * <p>A probe may throw anything: that becomes {@link Status#DOWN} with cause {@code probe.error} for this
 * check alone, as does {@code null}. A probe must not log, schedule, cache or redact: the engine does.
 *
 * <h2>Limits</h2>
 *
 * <p>The engine keeps of one result at most 500 characters of summary, 64 observations, 16 pieces of evidence of 200
 * lines, rows or nodes with 1,000 characters each (32 columns, 64 levels), and 8 remedies; the rest is cut, visibly.
 *
 * <p>A probe that is {@link AutoCloseable} is closed with the aggregator, after its last run; one that still hangs two
 * seconds after the aggregator began to close is closed while it does.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Probe {
    /**
     * Checks. Must be cheap: it runs on schedule.
     *
     * @param context the run this call belongs to
     * @return what was found; never {@code null}
     * @throws Exception if looking failed in a way the probe has no better answer for
     */
    Result check(ProbeContext context) throws Exception;

    /**
     * Gathers more evidence. May be dear: runs when the check leaves {@link Status#UP}, at most once per such
     * transition, on the same thread as the check that found it and within the check's timeout, counted again from its start.
     *
     * @param context the run this call belongs to
     * @return more evidence, most important first; empty by default
     * @throws Exception if gathering failed; the result of the check stands
     */
    default List<Evidence> diagnose(ProbeContext context) throws Exception {
        return List.of();
    }

    /**
     * Returns whether there is anything to check yet. A check whose probe says no is neither run nor shown, as if it
     * were not registered; from the moment it says yes it is a check like any other. For what only the thing itself
     * can reveal, such as which product a database is.
     *
     * @return whether the check exists; {@code true} by default. Asked at each report and before each scheduled run, by
     *     any thread: must answer at once, from what is known. One that throws is taken for a yes
     */
    default boolean applies() {
        return true;
    }

    /**
     * Returns the policy a check of this probe has unless its registration says otherwise.
     *
     * @return the policy; {@link CheckPolicy#DEFAULT} by default
     */
    default CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT;
    }
}
