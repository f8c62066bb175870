package dev.vitals.format;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Trend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything a reader must know to judge how far a check can be trusted. */
final class Marks {
    /** Younger results pass for current: most checks run at least this often. */
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(10);

    private Marks() {}

    static List<String> of(CheckReport check) {
        List<String> marks = new ArrayList<>();
        age(check).ifPresent(marks::add);
        check.timing().running().flatMap(running -> run(check, running)).ifPresent(marks::add);
        check.trend().pending().ifPresent(pending -> marks.add(turning(check, pending)));
        if (check.trend().flapping()) {
            marks.add("flapping, " + check.counts().transitions() + " changes");
        }
        check.note().ifPresent(marks::add);
        return marks;
    }

    private static Optional<String> age(CheckReport check) {
        String old = Quantities.duration(check.timing().age()) + " old";
        if (check.freshness() == Freshness.STALE) {
            return Optional.of("stale, " + old);
        }
        return check.timing().age().compareTo(A_FEW_SECONDS) > 0 ? Optional.of(old) : Optional.empty();
    }

    private static Optional<String> run(CheckReport check, Duration running) {
        if (check.late()) {
            return Optional.of("late, running for " + Quantities.duration(running));
        }
        Duration timeout = check.policy().timeout();
        // A result that was made when the time was up says so itself.
        boolean shown = check.timing().took().compareTo(timeout) >= 0;
        return running.compareTo(timeout) > 0 && !shown
                ? Optional.of("still running after " + Quantities.duration(running))
                : Optional.empty();
    }

    private static String turning(CheckReport check, Status pending) {
        Trend trend = check.trend();
        boolean worse = pending.compareTo(check.status()) > 0;
        Hold hold = worse ? check.policy().failAfter() : check.policy().recoverAfter();
        String turning = "turning " + pending;
        return hold.results() > 1 ? turning + ", " + trend.streak() + " of " + hold.results() : turning;
    }
}
