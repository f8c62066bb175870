package dev.vitals.internal;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Status;
import java.util.Optional;

/**
 * Decides when a run of results is long enough to be believed. For each status it tallies how many results in a row
 * were at least as bad, and how many at most as bad; one result to the contrary starts that tally anew.
 *
 * <p>Immutable: {@link #next} answers with a successor.
 */
final class Hysteresis {
    private static final Status[] ALL = Status.values();

    private final Hold fail;
    private final Hold recover;
    private final boolean first;
    private final Status status;
    private final Status latest;
    private final Tally[] atLeast;
    private final Tally[] atMost;

    private Hysteresis(
            Hold fail, Hold recover, boolean first, Status status, Status latest, Tally[] atLeast, Tally[] atMost) {
        this.fail = fail;
        this.recover = recover;
        this.first = first;
        this.status = status;
        this.latest = latest;
        this.atLeast = atLeast;
        this.atMost = atMost;
    }

    static Hysteresis start(Hold fail, Hold recover) {
        Tally[] none = {Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE};
        return new Hysteresis(fail, recover, true, Status.UNKNOWN, Status.UNKNOWN, none, none);
    }

    Status status() {
        return status;
    }

    /** The status that will be taken on if the results go on like the latest; empty when that is the status already. */
    Optional<Status> pending() {
        return latest == status ? Optional.empty() : Optional.of(latest);
    }

    int streak() {
        int rank = latest.ordinal();
        int order = latest.compareTo(status);
        return order == 0 ? 0 : (order > 0 ? atLeast[rank] : atMost[rank]).count();
    }

    /** Takes in one result, made at the given monotonic time. The very first is believed at once. */
    Hysteresis next(Status result, long nanos) {
        Tally[] worse = new Tally[ALL.length];
        Tally[] better = new Tally[ALL.length];
        for (Status each : ALL) {
            int rank = each.ordinal();
            worse[rank] = atLeast[rank].next(result.compareTo(each) >= 0, nanos);
            better[rank] = atMost[rank].next(result.compareTo(each) <= 0, nanos);
        }
        Status held = first ? result : held(worse, better);
        return new Hysteresis(fail, recover, false, held, result, worse, better);
    }

    /** The worst status held for long enough to fail, else the best held for long enough to recover, else no change. */
    private Status held(Tally[] worse, Tally[] better) {
        for (int rank = ALL.length - 1; rank > status.ordinal(); rank--) {
            if (worse[rank].satisfies(fail)) {
                return ALL[rank];
            }
        }
        for (int rank = 0; rank < status.ordinal(); rank++) {
            if (better[rank].satisfies(recover)) {
                return ALL[rank];
            }
        }
        return status;
    }

    private record Tally(int count, long firstNanos, long lastNanos) {
        static final Tally NONE = new Tally(0, 0, 0);

        Tally next(boolean agrees, long nanos) {
            if (!agrees) {
                return NONE;
            }
            return count == 0 ? new Tally(1, nanos, nanos) : new Tally(count + 1, firstNanos, nanos);
        }

        boolean satisfies(Hold hold) {
            return count >= hold.results()
                    && lastNanos - firstNanos >= hold.duration().toNanos();
        }
    }
}
