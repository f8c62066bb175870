package dev.vitals.engine;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides when a run of results is long enough to be believed. For each status it tallies how many results in a row
 * were at least as bad, and how many at most as bad; one result to the contrary restarts that tally.
 *
 * <p>Immutable: {@link #next} returns a successor.
 */
final class Hysteresis {
    private final Hold fail;
    private final Hold recover;
    private final boolean first;
    private final Status status;
    private final Status latest;
    private final Map<Status, Tally> atLeast;
    private final Map<Status, Tally> atMost;

    private Hysteresis(Hold fail, Hold recover) {
        this.fail = fail;
        this.recover = recover;
        this.first = true;
        this.status = Status.UNKNOWN;
        this.latest = Status.UNKNOWN;
        this.atLeast = Map.of();
        this.atMost = Map.of();
    }

    private Hysteresis(Hysteresis before, Status result, long nanos) {
        this.fail = before.fail;
        this.recover = before.recover;
        this.first = false;
        this.latest = result;
        this.atLeast = tally(before.atLeast, each -> result.compareTo(each) >= 0, nanos);
        this.atMost = tally(before.atMost, each -> result.compareTo(each) <= 0, nanos);
        this.status = before.first ? result : held(before.status);
    }

    static Hysteresis start(Hold fail, Hold recover) {
        return new Hysteresis(fail, recover);
    }

    /** Takes in one result, made at the given monotonic time. The very first is believed at once. */
    Hysteresis next(Status result, long nanos) {
        return new Hysteresis(this, result, nanos);
    }

    Status status() {
        return status;
    }

    /** What the latest result asks for; empty when that is the status already. */
    Optional<Status> pending() {
        return latest == status ? Optional.empty() : Optional.of(latest);
    }

    /** How many results in a row ask for {@link #pending}. */
    int streak() {
        Map<Status, Tally> tallies = latest.compareTo(status) > 0 ? atLeast : atMost;
        return latest == status ? 0 : of(tallies, latest).count();
    }

    /** The worst status held for long enough to fail, else the best held for long enough to recover, else no change. */
    private Status held(Status before) {
        Status held = before;
        for (Status each : Status.values()) {
            if (each.compareTo(before) > 0 && of(atLeast, each).satisfies(fail)) {
                held = each;
            }
        }
        for (Status each : Status.values()) {
            if (held == before && each.compareTo(before) < 0 && of(atMost, each).satisfies(recover)) {
                held = each;
            }
        }
        return held;
    }

    private static Map<Status, Tally> tally(Map<Status, Tally> before, Predicate<Status> agrees, long nanos) {
        Map<Status, Tally> after = new EnumMap<>(Status.class);
        for (Status each : Status.values()) {
            if (agrees.test(each)) {
                after.put(each, of(before, each).next(nanos));
            }
        }
        return after;
    }

    private static Tally of(Map<Status, Tally> tallies, Status status) {
        return tallies.getOrDefault(status, Tally.NONE);
    }

    private record Tally(int count, long firstNanos, long lastNanos) {
        static final Tally NONE = new Tally(0, 0, 0);

        Tally next(long nanos) {
            return new Tally(count + 1, count == 0 ? nanos : firstNanos, nanos);
        }

        boolean satisfies(Hold hold) {
            return count >= hold.results()
                    && lastNanos - firstNanos >= hold.duration().toNanos();
        }
    }
}
