package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * When the check of a disk leaves {@code UP}: how much space must be left, either a size or a share of the disk that is
 * kept sensible on very large and very small disks, and how fast the file system must answer.
 *
 * <pre>{@code
 * DiskProbe.at(path).limits(l -> l.usable(Threshold.below(Size.ofGibibytes(50), Size.ofGibibytes(10))))
 * DiskProbe.at(path).limits(l -> l.usable(Threshold.ratioBelow(0.2, 0.05))
 *         .atMost(Threshold.below(Size.ofGibibytes(40), Size.ofGibibytes(4))))
 * }</pre>
 *
 * <p>10 % is where Kubernetes evicts ({@code nodefs.available<10%}) and awesome-prometheus-alerts warns
 * ({@code HostOutOfDiskSpace}); 3 % is the critical limit of the Prometheus node mixin
 * ({@code NodeFilesystemAlmostOutOfSpace}). The sizes in bytes are our judgement: a share alone alarms for hundreds of
 * gigabytes on a large disk, and too late on a small one. 1 s is our judgement too. Full in 4 h is the critical limit of the
 * node mixin ({@code NodeFilesystemSpaceFillingUp}).
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param usable the space left: a share of the disk, or a size; bad below
 * @param atMost the sizes that are always enough: on a large disk, where a share would be more, they are the limits; bad
 *     below. Has no limits when {@code usable} is a size
 * @param atLeast the sizes that count on a small disk, where a share would be less; bad below. They raise the share to at
 *     most three times itself, so as not to ask for all of a small disk. Has no limits when {@code usable} is a size
 * @param answer the time the file system takes to answer; bad above
 * @param fullIn the time until the disk is full if it goes on as in the last half hour; bad below. Judged while less than
 *     40 % is free
 * @since 0.1.0
 */
public record DiskLimits(Threshold usable, Threshold atMost, Threshold atLeast, Threshold answer, Threshold fullIn)
        implements CheckLimits {
    private static final int MOST_RAISE = 3;
    private static final Threshold NO_BOUND = Threshold.none(Direction.BELOW, Unit.BYTES);

    /**
     * Degraded at 10 % of the disk, at most 20 GiB and at least 512 MiB; down at 3 %, at most 2 GiB and at least 64 MiB.
     * An answer that takes 1 s is degraded, and so is a disk that will be full in 4 h.
     */
    public static final DiskLimits DEFAULT = new DiskLimits(
            Threshold.ratioBelow(0.10, 0.03),
            Threshold.below(Size.ofGibibytes(20), Size.ofGibibytes(2)),
            Threshold.below(Size.ofMebibytes(512), Size.ofMebibytes(64)),
            Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(1)).warnOnly(),
            Threshold.below(Duration.ofHours(4), Duration.ofHours(4)).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if one is of another kind than described, {@code atLeast} is above {@code atMost},
     *     or one of these bounds a {@code usable} that is a size
     */
    public DiskLimits {
        Threshold.require("atMost", atMost, Direction.BELOW, Unit.BYTES);
        Threshold.require("atLeast", atLeast, Direction.BELOW, Unit.BYTES);
        Threshold.require("answer", answer, Direction.ABOVE, Unit.SECONDS);
        Threshold.require("fullIn", fullIn, Direction.BELOW, Unit.SECONDS);
        if (Objects.requireNonNull(usable, "usable").unit() == Unit.BYTES) {
            Threshold.require("usable", usable, Direction.BELOW, Unit.BYTES);
            unbounded(atMost, atLeast);
        } else {
            Threshold.requireShare("usable", usable, Direction.BELOW);
        }
        ordered(atLeast.warn(), atMost.warn());
        ordered(atLeast.fail(), atMost.fail());
    }

    private static void unbounded(Threshold atMost, Threshold atLeast) {
        if (!atMost.equals(NO_BOUND) || !atLeast.equals(NO_BOUND)) {
            throw new IllegalArgumentException(
                    "'atMost' and 'atLeast' bound a share of the disk, but 'usable' is a size");
        }
    }

    private static void ordered(OptionalDouble least, OptionalDouble most) {
        if (least.isPresent() && most.isPresent() && least.getAsDouble() > most.getAsDouble()) {
            throw new IllegalArgumentException("'atLeast' must not be above 'atMost' but they were "
                    + Unit.BYTES.show(least.getAsDouble()) + " and " + Unit.BYTES.show(most.getAsDouble()));
        }
    }

    /**
     * Returns these limits with another threshold of the space left, and without bounds: those of the former share go
     * away with it.
     *
     * @param space a share of the disk such as {@code Threshold.ratioBelow(0.2, 0.05)}, or a size such as
     *     {@code Threshold.below(Size.ofGibibytes(50), Size.ofGibibytes(10))}
     * @return a copy
     * @throws IllegalArgumentException if it is of another kind
     */
    public DiskLimits usable(Threshold space) {
        return new DiskLimits(space, NO_BOUND, NO_BOUND, answer, fullIn);
    }

    /**
     * Returns these limits with other sizes that are always enough.
     *
     * @param enough such as {@code Threshold.below(Size.ofGibibytes(20), Size.ofGibibytes(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a size that is bad below, if it is below
     *     {@link #atLeast}, or if {@link #usable} is not a share
     */
    public DiskLimits atMost(Threshold enough) {
        return new DiskLimits(usable, enough, atLeast, answer, fullIn);
    }

    /**
     * Returns these limits with other sizes that count on a small disk.
     *
     * @param floor such as {@code Threshold.below(Size.ofMebibytes(512), Size.ofMebibytes(64))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a size that is bad below, if it is above
     *     {@link #atMost}, or if {@link #usable} is not a share
     */
    public DiskLimits atLeast(Threshold floor) {
        return new DiskLimits(usable, atMost, floor, answer, fullIn);
    }

    /**
     * Returns these limits with another threshold of the time to answer.
     *
     * @param time such as {@code Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public DiskLimits answer(Threshold time) {
        return new DiskLimits(usable, atMost, atLeast, time, fullIn);
    }

    /**
     * Returns these limits with another threshold of the time until the disk is full.
     *
     * @param time such as {@code Threshold.below(Duration.ofHours(12), Duration.ofHours(1))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad below
     */
    public DiskLimits fullIn(Threshold time) {
        return new DiskLimits(usable, atMost, atLeast, answer, time);
    }

    /**
     * Returns the threshold of the space left on a disk of a given size.
     *
     * @param total the disk's size in bytes; not negative
     * @return the threshold, in bytes
     */
    public Threshold usableOf(long total) {
        if (usable.unit() == Unit.BYTES) {
            return usable;
        }
        OptionalDouble warn = bytes(usable.warn(), atMost.warn(), atLeast.warn(), total);
        OptionalDouble fail = bytes(usable.fail(), atMost.fail(), atLeast.fail(), total);
        // With a bound for one of the two alone they may cross.
        boolean crossed = warn.isPresent() && fail.isPresent() && fail.getAsDouble() > warn.getAsDouble();
        return new Threshold(Direction.BELOW, Unit.BYTES, warn, crossed ? warn : fail);
    }

    private static OptionalDouble bytes(OptionalDouble share, OptionalDouble most, OptionalDouble least, long total) {
        if (share.isEmpty()) {
            return share;
        }
        double part = share.getAsDouble() * total;
        double floor = Math.min(least.orElse(0), part * MOST_RAISE);
        return OptionalDouble.of(Math.floor(Math.max(floor, Math.min(part, most.orElse(part)))));
    }
}
