package dev.vitals.format;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Trend;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know of a check to trust what it says. */
final class Marks {
    private Marks() {}

    static List<String> of(CheckReport check) {
        List<String> marks = new ArrayList<>();
        if (check.freshness() == Freshness.STALE) {
            marks.add("stale, " + Quantities.duration(check.timing().age()) + " old");
        }
        check.timing()
                .running()
                .filter(running -> check.late())
                .ifPresent(running -> marks.add("late, running for " + Quantities.duration(running)));
        check.trend().pending().ifPresent(pending -> marks.add(turning(check, pending)));
        if (check.trend().flapping()) {
            marks.add("flapping, " + check.counts().transitions() + " changes");
        }
        check.note().ifPresent(marks::add);
        return marks;
    }

    private static String turning(CheckReport check, Status pending) {
        Trend trend = check.trend();
        boolean worse = pending.compareTo(check.status()) > 0;
        Hold hold = worse ? check.policy().failAfter() : check.policy().recoverAfter();
        String turning = "turning " + pending;
        return hold.results() > 1 ? turning + ", " + trend.streak() + " of " + hold.results() : turning;
    }
}
