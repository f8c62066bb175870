package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the clients of a Redis count as trouble.
 *
 * <p>The numbers are this library's own; awesome-prometheus-alerts ({@code RedisTooManyConnections}) has one of 90 %, and
 * these are on both sides of it. All clients count, ours and those of other instances among them.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of {@code maxclients} that is connected; degraded at 80 % and down at 95 % by default
 * @param refused the number of connections that the server turned away at its limit since the previous sample; down at 1
 *     and never degraded by default
 * @since 0.1.0
 */
public record ClientLimits(Threshold used, Threshold refused) implements CheckLimits {
    /** Every default named above. */
    public static final ClientLimits DEFAULT = new ClientLimits(
            Threshold.ratioAbove(0.80, 0.95), Threshold.countAbove(1, 1).failOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ClientLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Thresholds.aboveZero("used", used);
        Threshold.require("refused", refused, Direction.ABOVE, Unit.COUNT);
        Thresholds.aboveZero("refused", refused);
    }

    /**
     * Returns these limits with another threshold of the clients connected.
     *
     * @param share such as {@code Threshold.ratioAbove(0.70, 0.90)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above, or reached at 0
     */
    public ClientLimits used(Threshold share) {
        return new ClientLimits(share, refused);
    }

    /**
     * Returns these limits with another threshold of connections turned away.
     *
     * @param number such as {@code Threshold.countAbove(1, 100)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above, or reached at 0
     */
    public ClientLimits refused(Threshold number) {
        return new ClientLimits(used, number);
    }
}
