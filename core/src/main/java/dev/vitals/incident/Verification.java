package dev.vitals.incident;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What must be good before an incident is over, and how that stands. See {@link Incident#verification}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param items every check that has been affected
 * @param window how long all must stay good; see {@link IncidentSettings#stability}
 * @param over when the incident is over if all stay good; empty while one fails
 * @since 0.1.0
 */
public record Verification(List<Item> items, Duration window, Optional<Instant> over) {
    /** Refuses nulls and copies the list. */
    public Verification {
        items = List.copyOf(Objects.requireNonNull(items, "items"));
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(over, "over");
    }

    static Verification of(Incident incident, Report report, Duration window, Optional<Instant> over) {
        List<Item> items = new ArrayList<>();
        for (String name : incident.affected()) {
            Optional<CheckReport> check = report.check(name);
            items.add(new Item(
                    name,
                    check.map(CheckReport::status),
                    check.map(CheckReport::timing).map(timing -> timing.since())));
        }
        return new Verification(items, window, over);
    }

    /**
     * Returns whether every check is good. One that is {@code UNKNOWN} is not, but does not stop the window: it may be
     * one that nobody has let in.
     *
     * @return whether only time has to pass
     */
    public boolean passed() {
        return items.stream().allMatch(Item::passed);
    }

    /**
     * Returns how long all must stay good from now on.
     *
     * @param now the time by the wall clock
     * @return what is left of the window, never negative; the whole window while one fails
     */
    public Duration left(Instant now) {
        Duration left = over.map(end -> Duration.between(Objects.requireNonNull(now, "now"), end))
                .orElse(window);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * A check that must be good.
     *
     * @param check its name
     * @param status how it is; empty if there is no such check any more
     * @param since since when it is so; empty if there is no such check any more
     * @since 0.1.0
     */
    public record Item(String check, Optional<Status> status, Optional<Instant> since) {
        /** Refuses nulls. */
        public Item {
            Objects.requireNonNull(check, "check");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(since, "since");
        }

        /**
         * Returns whether the check is good, or gone.
         *
         * @return whether it holds nothing up
         */
        public boolean passed() {
            return status.isEmpty() || status.get() == Status.UP;
        }
    }
}
