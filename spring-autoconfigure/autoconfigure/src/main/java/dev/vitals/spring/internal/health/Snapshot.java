package dev.vitals.spring.internal.health;

import dev.vitals.Vitals;
import dev.vitals.probe.Impact;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The report that all components of one health request share: Actuator asks for one after the other, and where a report
 * has to be waited for, only the first should.
 */
public final class Snapshot {
    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vitals vitals;
    private volatile @Nullable Taken last;

    public Snapshot(Vitals vitals) {
        this.vitals = vitals;
    }

    /** Returns the checks' names; the same at every call. */
    List<String> names() {
        return vitals.names().stream().sorted().toList();
    }

    /** Returns the names of the checks that answer whether a kind of server is reached. */
    List<String> names(String suffix) {
        return names().stream().filter(name -> name.endsWith(suffix)).toList();
    }

    CheckHealth health(String check) {
        Optional<CheckReport> found = report().check(check);
        return found.map(CheckHealth::of)
                .orElseGet(() ->
                        new CheckHealth("UNKNOWN", Map.of("summary", "not there yet", "impact", Impact.MINOR.name())));
    }

    private Report report() {
        Optional<Report> current = vitals.current(Selection.ALL);
        if (current.isPresent()) {
            return current.get();
        }
        Taken taken = last;
        if (taken == null || System.nanoTime() - taken.at > SHARED_NANOS) {
            taken = new Taken(vitals.report(), System.nanoTime());
            last = taken;
        }
        return taken.report;
    }

    private record Taken(Report report, long at) {}
}
