package dev.vitals.engine;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Status;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * Decides when a run of results is long enough to be believed. For each status it tallies how many results in a row
 * were at least as bad, and how many at most as bad; one result to the contrary restarts that tally.
 *
 * <p>Immutable: {@link #next} returns a successor.
 */
final class Hysteresis {
    private final Hold fail;
    private final Hold recover;
    /** Whether a first DOWN waits for a second one. */
    private final boolean confirming;
    /** Whether no status has been taken on yet. */
    private final boolean first;

    private final Status status;
    private final Status latest;
    private final Map<Status, Tally> atLeast;
    private final Map<Status, Tally> atMost;

    private Hysteresis(Hold fail, Hold recover, boolean confirming) {
        this.fail = fail;
        this.recover = recover;
        this.confirming = confirming;
        this.first = true;
        this.status = Status.UNKNOWN;
        this.latest = Status.UNKNOWN;
        this.atLeast = Map.of();
        this.atMost = Map.of();
    }

    private Hysteresis(Hysteresis before, Status result, long nanos) {
        this.fail = before.fail;
        this.recover = before.recover;
        this.confirming = before.confirming;
        this.latest = result;
        this.atLeast = tally(before.atLeast, Status.UP, result, nanos);
        this.atMost = tally(before.atMost, result, Status.DOWN, nanos);
        if (isUnconfirmed()) {
            this.first = before.first;
            this.status = before.status;
        } else {
            this.first = false;
            this.status = before.first ? result : held(before.status);
        }
    }

    static Hysteresis start(Hold fail, Hold recover) {
        return new Hysteresis(fail, recover, false);
    }

    /** One that takes DOWN on with the second in a row, also at first, and anything else worse at once. */
    static Hysteresis confirming(Hold recover) {
        return new Hysteresis(Hold.NONE, recover, true);
    }

    /** Whether the latest result is a DOWN that waits for a second one. */
    boolean isUnconfirmed() {
        return confirming && latest == Status.DOWN && of(atLeast, Status.DOWN).count() == 1;
    }

    /** Takes in one result, made at the given monotonic time. The very first is believed at once, unless it waits. */
    Hysteresis next(Status result, long nanos) {
        return new Hysteresis(this, result, nanos);
    }

    Status status() {
        return status;
    }

    /** How many results in a row have been at least as bad, or at most as bad, as the latest, against a status. */
    int streakAgainst(Status counting) {
        return of(latest.compareTo(counting) > 0 ? atLeast : atMost, latest).count();
    }

    Status latest() {
        return latest;
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

    /** One more for each of a range of statuses; the others start again. */
    private static Map<Status, Tally> tally(Map<Status, Tally> before, Status best, Status worst, long nanos) {
        Map<Status, Tally> after = new EnumMap<>(Status.class);
        for (Status each : EnumSet.range(best, worst)) {
            after.put(each, of(before, each).next(nanos));
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
