package dev.vitals.http.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the answers for a host name count as trouble.
 *
 * <p>1 s is this library's own number: a resolver that has to ask a second name server takes several.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lookup the time to look the name up; degraded at 1 s and never down by default
 * @param addresses how many addresses the name has; any number from 1 on is enough by default
 * @since 0.1.0
 */
public record DnsLimits(Threshold lookup, Threshold addresses) implements CheckLimits {
    /** Every default named above. */
    public static final DnsLimits DEFAULT = new DnsLimits(
            Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(1)).warnOnly(),
            Threshold.none(Direction.BELOW, Unit.COUNT));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is another kind of threshold
     */
    public DnsLimits {
        Threshold.require("lookup", lookup, Direction.ABOVE, Unit.SECONDS);
        Threshold.require("addresses", addresses, Direction.BELOW, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of the time.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(200), Duration.ofSeconds(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public DnsLimits lookup(Threshold threshold) {
        return new DnsLimits(threshold, addresses);
    }

    /**
     * Returns these limits with another threshold of the number of addresses.
     *
     * @param threshold such as {@code Threshold.countBelow(2, 1)}: degraded with two addresses or fewer, down with one
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a number that is bad below
     */
    public DnsLimits addresses(Threshold threshold) {
        return new DnsLimits(lookup, threshold);
    }
}
