package dev.vitals.http.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;

/**
 * When the answers of an HTTP service count as trouble.
 *
 * <p>2 s is the 95th percentile at which the incident runbooks this library was built from start to look; there is no
 * second number, since a service that answers correctly is not down. The size is this library's own number.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param answer the time to the whole answer; degraded at 2 s and never down by default
 * @param body how much of a body is read at most; from 1 byte to 64 MiB; 1 MiB by default. The rest is not
 *     transferred: the connection is closed
 * @since 0.1.0
 */
public record HttpLimits(Threshold answer, Size body) implements CheckLimits {
    private static final Size MOST = Size.ofMebibytes(64);

    /** Every default named above. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Threshold.above(Duration.ofSeconds(2), Duration.ofSeconds(2)).warnOnly(), Size.ofMebibytes(1));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public HttpLimits {
        Threshold.require("answer", answer, Direction.ABOVE, Unit.SECONDS);
        if (Objects.requireNonNull(body, "body").bytes() < 1 || body.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("'body' must be from 1 byte to " + MOST + " but was " + body);
        }
    }

    /**
     * Returns these limits with another threshold of the time.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public HttpLimits answer(Threshold threshold) {
        return new HttpLimits(threshold, body);
    }

    /**
     * Returns these limits with another size to read.
     *
     * @param most how much of a body is read; from 1 byte to 64 MiB
     * @return a copy
     * @throws IllegalArgumentException if {@code most} is out of its bounds
     */
    public HttpLimits body(Size most) {
        return new HttpLimits(answer, most);
    }
}
