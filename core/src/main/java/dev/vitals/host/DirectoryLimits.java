package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of a directory's size leaves {@code UP}. There are no limits by default: nobody but the application knows
 * what is large.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param size the size of all files below it; in bytes, bad above
 * @param files how many files are below it; bad above
 * @param growth how fast they grow, over the last quarter of an hour; in bytes per second, bad above
 * @since 0.1.0
 */
public record DirectoryLimits(Threshold size, Threshold files, Threshold growth) implements CheckLimits {
    /** None: the numbers are observed. */
    public static final DirectoryLimits DEFAULT = new DirectoryLimits(
            Threshold.none(Direction.ABOVE, Unit.BYTES),
            Threshold.none(Direction.ABOVE, Unit.COUNT),
            Threshold.none(Direction.ABOVE, Unit.BYTES_PER_SECOND));

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code size} is not a threshold of a size, {@code files} not one of a count or
     *     {@code growth} not one of bytes per second, all bad above
     */
    public DirectoryLimits {
        Threshold.require("size", size, Direction.ABOVE, Unit.BYTES);
        Threshold.require("files", files, Direction.ABOVE, Unit.COUNT);
        Threshold.require("growth", growth, Direction.ABOVE, Unit.BYTES_PER_SECOND);
    }

    /**
     * Returns these limits with another threshold of size.
     *
     * @param bytes such as {@code Threshold.above(Size.ofGibibytes(10), Size.ofGibibytes(50))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a size that is bad above
     */
    public DirectoryLimits size(Threshold bytes) {
        return new DirectoryLimits(bytes, files, growth);
    }

    /**
     * Returns these limits with another threshold of files.
     *
     * @param number such as {@code Threshold.countAbove(1_000, 10_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public DirectoryLimits files(Threshold number) {
        return new DirectoryLimits(size, number, growth);
    }

    /**
     * Returns these limits with another threshold of growth.
     *
     * @param rate such as {@code Threshold.of(Direction.ABOVE, Unit.BYTES_PER_SECOND, 1 << 20, 20 << 20)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of bytes per second that is bad above
     */
    public DirectoryLimits growth(Threshold rate) {
        return new DirectoryLimits(size, files, rate);
    }
}
