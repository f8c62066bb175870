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
 * What must be good before an incident is over, and how that stands.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param items every check that has been affected
 * @param left how long all must stay good; the whole stability window while one is not
 * @since 0.1.0
 */
public record Verification(List<Item> items, Duration left) {
    /** Refuses nulls and copies the list. */
    public Verification {
        items = List.copyOf(Objects.requireNonNull(items, "items"));
        Objects.requireNonNull(left, "left");
    }

    static Verification of(Incident incident, Report report, Duration left) {
        List<Item> items = new ArrayList<>();
        for (String name : incident.affected()) {
            Optional<CheckReport> check = report.check(name);
            items.add(new Item(
                    name,
                    check.map(CheckReport::status),
                    check.map(CheckReport::timing).map(timing -> timing.since())));
        }
        return new Verification(items, left);
    }

    /**
     * Returns whether every check is good.
     *
     * @return whether only time has to pass
     */
    public boolean passed() {
        return items.stream().allMatch(Item::passed);
    }

    /**
     * A check that must be good.
     *
     * @param check its name
     * @param status how it is; empty if there is no such check any more
     * @param since since when
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
