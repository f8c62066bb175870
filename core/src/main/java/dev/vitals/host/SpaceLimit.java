package dev.vitals.host;

/**
 * How much space must be left on a disk: a share of it, kept sensible on very large and very small disks.
 *
 * <pre>{@code
 * SpaceLimit.percent(10).atMost(20L << 30).atLeast(512L << 20)   // 10 %, but 20 GiB is always enough
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param percent the share of the disk's size; above 0, at most 100
 * @param most the number of bytes that is always enough; positive
 * @param least the number of bytes that is never too much to ask for; it raises the share to at most three times
 *     {@code percent}, so that it cannot ask for all of a small disk; not negative, at most {@code most}
 * @since 0.1.0
 */
public record SpaceLimit(double percent, long most, long least) {
    private static final int MOST_RAISE = 3;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public SpaceLimit {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("'percent' must be above 0 and at most 100 but was " + percent);
        }
        if (most <= 0) {
            throw new IllegalArgumentException("'most' must be positive but was " + most);
        }
        if (least < 0 || least > most) {
            throw new IllegalArgumentException("'least' must be between 0 and 'most' but was " + least);
        }
    }

    /**
     * Returns a limit that is a share of the disk.
     *
     * @param percent the share; above 0, at most 100
     * @return the limit
     * @throws IllegalArgumentException if {@code percent} is out of range
     * @since 0.1.0
     */
    public static SpaceLimit percent(double percent) {
        return new SpaceLimit(percent, Long.MAX_VALUE, 0);
    }

    /**
     * Returns a limit that is the same for every disk; all of a disk that is smaller.
     *
     * @param bytes the space that must be left; positive
     * @return the limit
     * @throws IllegalArgumentException if {@code bytes} is not positive
     * @since 0.1.0
     */
    public static SpaceLimit bytes(long bytes) {
        return new SpaceLimit(100, bytes, 0);
    }

    /**
     * Returns this limit with a size that is always enough.
     *
     * @param bytes the size; positive, at least the one that is never too much
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is out of range
     * @since 0.1.0
     */
    public SpaceLimit atMost(long bytes) {
        return new SpaceLimit(percent, bytes, least);
    }

    /**
     * Returns this limit with a size that is never too much to ask for.
     *
     * @param bytes the size; not negative, at most the one that is always enough
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is out of range
     * @since 0.1.0
     */
    public SpaceLimit atLeast(long bytes) {
        return new SpaceLimit(percent, most, bytes);
    }

    /**
     * Returns the space that must be left on a disk.
     *
     * @param total the disk's size in bytes; not negative
     * @return the limit in bytes; not above {@code total}
     * @since 0.1.0
     */
    public long of(long total) {
        double share = total * percent / 100;
        double floor = Math.min((double) least, share * MOST_RAISE);
        return Math.min(total, (long) Math.max(floor, Math.min(share, (double) most)));
    }
}
