package dev.vitals.report;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.List;
import java.util.Optional;

/** What is said of a check, apart from times: the same in every report until the check has run again. */
record Content(
        String name,
        CheckPolicy policy,
        Status status,
        Freshness freshness,
        Result result,
        Trend trend,
        Counts counts,
        List<HistoryEntry> history,
        boolean late,
        boolean closed,
        List<Evidence> diagnosis,
        Optional<String> note,
        Written written) {

    /** As {@link CheckReport#cause()} describes it. */
    String cause() {
        if (status == result.status()) {
            return result.cause();
        }
        if (status == Status.UNKNOWN && freshness == Freshness.STALE) {
            return ResultCauses.STALE.code();
        }
        if (status == Status.UNKNOWN && freshness == Freshness.OVERTAKEN) {
            return ResultCauses.OVERTAKEN.code();
        }
        if (status == Status.UP) {
            return Result.OK;
        }
        if (isFailing(status) && isFailing(result.status())) {
            return result.cause();
        }
        return (status.compareTo(result.status()) > 0 ? ResultCauses.RECOVERING : ResultCauses.WORSENING).code();
    }

    private static boolean isFailing(Status status) {
        return status == Status.DEGRADED || status == Status.DOWN;
    }
}
