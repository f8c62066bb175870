package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of processes and threads leaves {@code UP}.
 *
 * <p>The numbers are our judgement: a pool that is asked for at once takes what is left of the last fifth in no time.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the processes and threads there may be that there are; bad above
 * @param refused how often the kernel has refused one to this container since the previous run; bad above
 * @since 0.1.0
 */
public record TaskLimits(Threshold used, Threshold refused) implements CheckLimits {
    /** Degraded at 80 %, down at 95 %, or when one was refused. */
    public static final TaskLimits DEFAULT = new TaskLimits(
            Threshold.ratioAbove(0.80, 0.95), Threshold.countAbove(1, 1).failOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share or {@code refused} not one of a
     *     count, both bad above
     */
    public TaskLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Threshold.require("refused", refused, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.7, 0.9)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public TaskLimits used(Threshold share) {
        return new TaskLimits(share, refused);
    }

    /**
     * Returns these limits with another threshold of refusals.
     *
     * @param number such as {@code Threshold.countAbove(1, 10)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public TaskLimits refused(Threshold number) {
        return new TaskLimits(used, number);
    }
}
