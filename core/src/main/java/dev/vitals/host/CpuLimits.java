package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of the processors leaves {@code UP}.
 *
 * <p>25 % of throttled periods is the limit of the Kubernetes mixin ({@code CPUThrottlingHigh}). A load of two for each
 * processor over a quarter of an hour is that of the Prometheus node mixin ({@code NodeSystemSaturation}), 10 % stolen
 * that of awesome-prometheus-alerts ({@code HostCpuStealNoisyNeighbor}). It warns of use at 80 % over ten minutes
 * ({@code HostHighCpuLoad}); 90 % over five is our judgement. None is down by default: work that is done slowly is done.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the container's quota or, without one, of the machine's processors in use over the last five
 *     minutes; bad above
 * @param throttled the share of the periods of the last minute in which the container was stopped because its quota was
 *     used up; bad above
 * @param stolen the share of the machine's time of the last five minutes that the hypervisor gave to others; bad above
 * @param load how many tasks of the machine ran, or wanted to, for each processor, over the last 15 minutes; a ratio that
 *     is bad above
 * @since 0.1.0
 */
public record CpuLimits(Threshold used, Threshold throttled, Threshold stolen, Threshold load) implements CheckLimits {
    /** Degraded at 90 % used, 25 % of periods throttled, 10 % stolen, or a load of two for each processor. */
    public static final CpuLimits DEFAULT = new CpuLimits(
            Threshold.ratioAbove(0.90, 0.90).warnOnly(),
            Threshold.ratioAbove(0.25, 0.25).warnOnly(),
            Threshold.ratioAbove(0.10, 0.10).warnOnly(),
            Threshold.ratioAbove(2, 2).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code load} is not a threshold of a ratio or one of the others not one of a
     *     share, all bad above
     */
    public CpuLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Threshold.requireShare("throttled", throttled, Direction.ABOVE);
        Threshold.requireShare("stolen", stolen, Direction.ABOVE);
        Threshold.require("load", load, Direction.ABOVE, Unit.RATIO);
    }

    /**
     * Returns these limits with another threshold of use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.8, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public CpuLimits used(Threshold share) {
        return new CpuLimits(share, throttled, stolen, load);
    }

    /**
     * Returns these limits with another threshold of throttling.
     *
     * @param share such as {@code Threshold.ratioAbove(0.25, 0.75)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public CpuLimits throttled(Threshold share) {
        return new CpuLimits(used, share, stolen, load);
    }

    /**
     * Returns these limits with another threshold of stolen time.
     *
     * @param share such as {@code Threshold.ratioAbove(0.1, 0.5)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public CpuLimits stolen(Threshold share) {
        return new CpuLimits(used, throttled, share, load);
    }

    /**
     * Returns these limits with another threshold of load.
     *
     * @param ratio such as {@code Threshold.ratioAbove(2, 10)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a ratio that is bad above
     */
    public CpuLimits load(Threshold ratio) {
        return new CpuLimits(used, throttled, stolen, ratio);
    }
}
