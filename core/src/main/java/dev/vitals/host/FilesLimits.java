package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the check of files leaves {@code UP}.
 *
 * <p>The defaults suit a daily backup, by our judgement: two hours late is late, and a whole day missed is a fault.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param newest the age of the newest file; bad above
 * @param fewest how many there are; bad below
 * @param most how many there are; bad above
 * @since 0.1.0
 */
public record FilesLimits(Threshold newest, Threshold fewest, Threshold most) implements CheckLimits {
    /** Degraded when the newest is 26 hours old; down when it is 50, or there is none. */
    public static final FilesLimits DEFAULT = new FilesLimits(
            Threshold.above(Duration.ofHours(26), Duration.ofHours(50)),
            Threshold.countBelow(0, 0).failOnly(),
            Threshold.none(Direction.ABOVE, Unit.COUNT));

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code newest} is not a threshold of a duration that is bad above, {@code fewest}
     *     not one of a count that is bad below or {@code most} not one of a count that is bad above
     */
    public FilesLimits {
        Threshold.require("newest", newest, Direction.ABOVE, Unit.SECONDS);
        Threshold.require("fewest", fewest, Direction.BELOW, Unit.COUNT);
        Threshold.require("most", most, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of the age of the newest file.
     *
     * @param age such as {@code Threshold.above(Duration.ofHours(2), Duration.ofHours(6))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public FilesLimits newest(Threshold age) {
        return new FilesLimits(age, fewest, most);
    }

    /**
     * Returns these limits with another threshold of how few files there may be.
     *
     * @param number such as {@code Threshold.countBelow(6, 0)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad below
     */
    public FilesLimits fewest(Threshold number) {
        return new FilesLimits(newest, number, most);
    }

    /**
     * Returns these limits with another threshold of how many files there may be.
     *
     * @param number such as {@code Threshold.countAbove(100, 1_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public FilesLimits most(Threshold number) {
        return new FilesLimits(newest, fewest, number);
    }
}
