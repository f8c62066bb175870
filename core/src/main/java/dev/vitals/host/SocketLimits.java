package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of sockets leaves {@code UP}.
 *
 * <p>The numbers are our judgement. Above its limit of memory the kernel drops packets and connections; without a free
 * port no connection to that address can be made; a peer hangs up at any time, but hundreds of connections that nobody
 * closes on this side are a leak.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param memory the share of the memory for all TCP sockets of the machine that is in use; bad above
 * @param ports the share of the ports for outgoing connections that is in use towards one address; bad above
 * @param closeWait how many connections the peer has closed and this side has not; bad above
 * @since 0.1.0
 */
public record SocketLimits(Threshold memory, Threshold ports, Threshold closeWait) implements CheckLimits {
    /** Degraded at 80 % of the memory or of the ports, or 200 unclosed connections; down at 95 % of either. */
    public static final SocketLimits DEFAULT = new SocketLimits(
            Threshold.ratioAbove(0.80, 0.95),
            Threshold.ratioAbove(0.80, 0.95),
            Threshold.countAbove(200, 200).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code closeWait} is not a threshold of a count or one of the others not one of
     *     a share, all bad above
     */
    public SocketLimits {
        Threshold.requireShare("memory", memory, Direction.ABOVE);
        Threshold.requireShare("ports", ports, Direction.ABOVE);
        Threshold.require("closeWait", closeWait, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of memory.
     *
     * @param share such as {@code Threshold.ratioAbove(0.7, 0.9)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public SocketLimits memory(Threshold share) {
        return new SocketLimits(share, ports, closeWait);
    }

    /**
     * Returns these limits with another threshold of ports.
     *
     * @param share such as {@code Threshold.ratioAbove(0.7, 0.9)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public SocketLimits ports(Threshold share) {
        return new SocketLimits(memory, share, closeWait);
    }

    /**
     * Returns these limits with another threshold of unclosed connections.
     *
     * @param number such as {@code Threshold.countAbove(50, 5_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public SocketLimits closeWait(Threshold number) {
        return new SocketLimits(memory, ports, number);
    }
}
