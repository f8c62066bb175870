package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of the memory leaves {@code UP}.
 *
 * <p>10 % and 5 % available are where the earlyoom daemon begins to terminate and to kill; awesome-prometheus-alerts
 * warns at 10 % ({@code HostOutOfMemory}). One kill is degraded by our own judgement: the kernel has no mild way to kill.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the memory that is in use; bad above
 * @param kills the number of processes that the kernel killed for lack of memory since the previous run; bad above
 * @since 0.1.0
 */
public record MemoryLimits(Threshold used, Threshold kills) implements CheckLimits {
    /** Degraded at 90 % used or one kill, down at 95 % used. */
    public static final MemoryLimits DEFAULT = new MemoryLimits(
            Threshold.ratioAbove(0.90, 0.95), Threshold.countAbove(1, 1).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share or {@code kills} not one of a count, both
     *     bad above
     */
    public MemoryLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Threshold.require("kills", kills, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of the memory in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.85, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public MemoryLimits used(Threshold share) {
        return new MemoryLimits(share, kills);
    }

    /**
     * Returns these limits with another threshold of kills.
     *
     * @param number such as {@code Threshold.countAbove(1, 5)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public MemoryLimits kills(Threshold number) {
        return new MemoryLimits(used, number);
    }
}
