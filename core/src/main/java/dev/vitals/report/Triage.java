package dev.vitals.report;

import java.util.List;

/**
 * Judges how bad a set of checks is and what is at the root of it.
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
