package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of the memory leaves {@code UP}.
 *
 * <p>10 % and 5 % available are where the earlyoom daemon begins to terminate and to kill; awesome-prometheus-alerts
 * warns at 10 % ({@code HostOutOfMemory}). The kubelet evicts pods when 100 MiB of its node are left
 * ({@code memory.available<100Mi}); to warn at 256 MiB is our own judgement. One kill is degraded by our own judgement: the kernel has no mild way to kill.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the memory that is in use; bad above
 * @param kills the number of processes that the kernel killed for lack of memory since the previous run; bad above
 * @param node the memory left on a node of Kubernetes, as the kubelet counts it; bad below. Judged in a pod only
 * @since 0.1.0
 */
public record MemoryLimits(Threshold used, Threshold kills, Threshold node) implements CheckLimits {
    /** Degraded at 90 % used, one kill, or 256 MiB left on a node of Kubernetes; down at 95 % used. */
    public static final MemoryLimits DEFAULT = new MemoryLimits(
            Threshold.ratioAbove(0.90, 0.95),
            Threshold.countAbove(1, 1).warnOnly(),
            Threshold.below(Size.ofMebibytes(256), Size.ofMebibytes(100)).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share or {@code kills} not one of a count, both
     *     bad above, or {@code node} not one of a size that is bad below
     */
    public MemoryLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Threshold.require("kills", kills, Direction.ABOVE, Unit.COUNT);
        Threshold.require("node", node, Direction.BELOW, Unit.BYTES);
    }

    /**
     * Returns these limits with another threshold of the memory in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.85, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public MemoryLimits used(Threshold share) {
        return new MemoryLimits(share, kills, node);
    }

    /**
     * Returns these limits with another threshold of kills.
     *
     * @param number such as {@code Threshold.countAbove(1, 5)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public MemoryLimits kills(Threshold number) {
        return new MemoryLimits(used, number, node);
    }

    /**
     * Returns these limits with another threshold of what is left on a node of Kubernetes.
     *
     * @param left such as {@code Threshold.below(Size.ofMebibytes(512), Size.ofMebibytes(100)).warnOnly()}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a size that is bad below
     */
    public MemoryLimits node(Threshold left) {
        return new MemoryLimits(used, kills, left);
    }
}
