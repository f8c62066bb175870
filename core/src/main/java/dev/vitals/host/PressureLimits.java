package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of pressure leaves {@code UP}: which share of the last minute tasks stood still for lack of something.
 *
 * <p>systemd-oomd kills when all tasks stand still for memory 60 % of the time ({@code DefaultMemoryPressureLimit}); to be
 * down at 40 % of that, and degraded when some do 10 % of the time, is our judgement, as are the limits of processors and
 * disks: many tasks that wait a little are normal there.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param memory the share of the time in which some task stood still for memory; bad above
 * @param memoryOfAll the share in which all did; bad above
 * @param cpu the share in which some task waited for a processor; bad above
 * @param ioOfAll the share in which all tasks with work waited for disks; bad above
 * @since 0.1.0
 */
public record PressureLimits(Threshold memory, Threshold memoryOfAll, Threshold cpu, Threshold ioOfAll)
        implements CheckLimits {
    /** Degraded at 10 % for memory, 80 % for processors, 25 % of all for disks; down at 40 % of all for memory. */
    public static final PressureLimits DEFAULT = new PressureLimits(
            Threshold.ratioAbove(0.10, 0.10).warnOnly(),
            Threshold.ratioAbove(0.40, 0.40).failOnly(),
            Threshold.ratioAbove(0.80, 0.80).warnOnly(),
            Threshold.ratioAbove(0.25, 0.25).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if one is not a threshold of a share that is bad above
     */
    public PressureLimits {
        Threshold.requireShare("memory", memory, Direction.ABOVE);
        Threshold.requireShare("memoryOfAll", memoryOfAll, Direction.ABOVE);
        Threshold.requireShare("cpu", cpu, Direction.ABOVE);
        Threshold.requireShare("ioOfAll", ioOfAll, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of some tasks waiting for memory.
     *
     * @param share such as {@code Threshold.ratioAbove(0.1, 0.5)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public PressureLimits memory(Threshold share) {
        return new PressureLimits(share, memoryOfAll, cpu, ioOfAll);
    }

    /**
     * Returns these limits with another threshold of all tasks waiting for memory.
     *
     * @param share such as {@code Threshold.ratioAbove(0.1, 0.4)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public PressureLimits memoryOfAll(Threshold share) {
        return new PressureLimits(memory, share, cpu, ioOfAll);
    }

    /**
     * Returns these limits with another threshold of some tasks waiting for a processor.
     *
     * @param share such as {@code Threshold.ratioAbove(0.5, 0.9)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public PressureLimits cpu(Threshold share) {
        return new PressureLimits(memory, memoryOfAll, share, ioOfAll);
    }

    /**
     * Returns these limits with another threshold of all tasks waiting for disks.
     *
     * @param share such as {@code Threshold.ratioAbove(0.25, 0.75)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public PressureLimits ioOfAll(Threshold share) {
        return new PressureLimits(memory, memoryOfAll, cpu, share);
    }
}
