package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.util.OptionalLong;

/**
 * How large a database may become, and how fast. There are no limits unless somebody sets them: what is large depends on
 * the disk, which nobody can ask a database for.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warn the size in bytes at which the check is degraded; at least 1; none by default
 * @param fail the size in bytes at which the check is down; not below {@code warn}; none by default
 * @param growth the growth in bytes within an hour at which the check is degraded; at least 1; none by default
 * @since 0.1.0
 */
public record SizeLimits(OptionalLong warn, OptionalLong fail, OptionalLong growth) implements CheckLimits {
    /** No limits. */
    public static final SizeLimits DEFAULT =
            new SizeLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SizeLimits {
        warn.ifPresent(bytes -> Limits.atLeastOne("warn", bytes));
        fail.ifPresent(bytes -> Limits.atLeastOne("fail", bytes));
        growth.ifPresent(bytes -> Limits.atLeastOne("growth", bytes));
        if (warn.isPresent() && fail.isPresent()) {
            Limits.ordered("warn", warn.getAsLong(), "fail", fail.getAsLong());
        }
    }

    /**
     * Returns these limits with others for the size.
     *
     * @param degraded the bytes at which the check is degraded; at least 1
     * @param down the bytes at which the check is down; not below {@code degraded}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public SizeLimits size(long degraded, long down) {
        return new SizeLimits(OptionalLong.of(degraded), OptionalLong.of(down), growth);
    }

    /**
     * Returns these limits with one for the growth.
     *
     * @param bytes the bytes within an hour at which the check is degraded; at least 1
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is below 1
     * @since 0.1.0
     */
    public SizeLimits hourlyGrowth(long bytes) {
        return new SizeLimits(warn, fail, OptionalLong.of(bytes));
    }
}
