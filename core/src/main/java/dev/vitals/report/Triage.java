package dev.vitals.report;

import java.util.List;

/**
 * Judges how bad the state of a set of checks is, and what is at its root.
 *
 * <p>Implementations are thread-safe, do not block and answer the same for the same checks.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Triage {
    /**
     * Judges.
     *
     * @param checks every check of the report, in no particular order
     * @return the verdict
     */
    Verdict judge(List<CheckReport> checks);
}
