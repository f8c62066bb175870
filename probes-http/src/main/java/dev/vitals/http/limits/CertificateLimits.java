package dev.vitals.http.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * When the time that a certificate has left counts as trouble: at the smaller of a time and a share of its whole lifetime.
 *
 * <p>21 and 7 days are what blackbox_exporter's users and certificate services commonly alert at; a certificate of 90
 * days that renews itself with a third of its time left never gets there. The shares, a quarter and 8 %, are the same of 90
 * days, so that one that lives for six days is not in trouble all its life.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param left the time left; degraded at 21 days and down at 7 days by default
 * @param share the share of the lifetime left; degraded at 25 % and down at 8 % by default
 * @since 0.1.0
 */
public record CertificateLimits(Threshold left, Threshold share) implements CheckLimits {
    /** Every default named above. */
    public static final CertificateLimits DEFAULT = new CertificateLimits(
            Threshold.below(Duration.ofDays(21), Duration.ofDays(7)), Threshold.ratioBelow(0.25, 0.08));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is another kind of threshold
     */
    public CertificateLimits {
        Threshold.require("left", left, Direction.BELOW, Unit.SECONDS);
        Threshold.requireShare("share", share, Direction.BELOW);
    }

    /**
     * Returns these limits with another threshold of the time left.
     *
     * @param threshold such as {@code Threshold.below(Duration.ofDays(30), Duration.ofDays(14))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad below
     */
    public CertificateLimits left(Threshold threshold) {
        return new CertificateLimits(threshold, share);
    }

    /**
     * Returns these limits with another threshold of the share of the lifetime.
     *
     * @param threshold such as {@code Threshold.ratioBelow(0.30, 0.10)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad below
     */
    public CertificateLimits share(Threshold threshold) {
        return new CertificateLimits(left, threshold);
    }

    /**
     * Returns the threshold of the time left of a certificate with a given lifetime.
     *
     * @param lifetime from its first day to its last
     * @return the threshold, of a duration
     */
    public Threshold of(Duration lifetime) {
        double seconds = Objects.requireNonNull(lifetime, "lifetime").toSeconds();
        OptionalDouble warn = smaller(left.warn(), share.warn(), seconds);
        OptionalDouble fail = smaller(left.fail(), share.fail(), seconds);
        // With a share for one of the two alone they may cross.
        boolean crossed = warn.isPresent() && fail.isPresent() && fail.getAsDouble() > warn.getAsDouble();
        return new Threshold(Direction.BELOW, Unit.SECONDS, warn, crossed ? warn : fail);
    }

    private static OptionalDouble smaller(OptionalDouble time, OptionalDouble share, double lifetime) {
        return time.isEmpty() || share.isEmpty()
                ? time
                : OptionalDouble.of(Math.min(time.getAsDouble(), share.getAsDouble() * lifetime));
    }
}
