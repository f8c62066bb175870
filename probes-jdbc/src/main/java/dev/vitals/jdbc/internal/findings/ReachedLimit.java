package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;

/** Says which number of a threshold was reached. */
public final class ReachedLimit {
    private ReachedLimit() {}

    /**
     * Returns the number at which a status begins, to follow what reached it.
     *
     * @param threshold what was reached
     * @param status what that means
     * @return such as {@code " (warn 60 s)"}, with the space; empty when the status has another reason
     */
    public static String words(Threshold threshold, Status status) {
        String which = status == Status.DOWN ? "fail" : "warn";
        return threshold
                .shown(status)
                .map(limit -> " (" + which + " " + limit + ")")
                .orElse("");
    }
}
