package dev.vitals.dump;

import dev.vitals.errors.RecentErrors;
import dev.vitals.meter.MeterReadings;
import dev.vitals.probe.Size;
import dev.vitals.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * When dumps are taken, what they hold and where they go.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .dumps(DumpSettings.DEFAULT.directory(Path.of("/var/lib/orders/dumps")).directory(Path.of("/tmp/orders")))
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DumpSettings {
    /**
     * A dump by itself at the first P0 or P1 and when the heap stays at 85 % after collections, at most every 10 minutes
     * and not in the first 5 minutes; on demand at most one a minute from the same side. At most 5 seconds and 10 MiB
     * before compression. Redacted. The latest three are kept in memory; with a directory, the latest 10 up to 200 MiB.
     */
    public static final DumpSettings DEFAULT = new DumpSettings(new DumpChoices());

    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(2);

    private final DumpChoices chosen;

    private DumpSettings(DumpChoices chosen) {
        this.chosen = chosen;
    }

    /**
     * Returns these settings with a further place to write dumps to. The first that can take one is used, so put one on
     * another file system second.
     *
     * @param place a directory, made for its owner alone if it is not there; only files of this application's dumps are
     *     ever deleted in it. Processes of one application may share it; what {@link #keep} says then holds for all their
     *     dumps together, so that one of them makes room at the cost of another. Name it by the process to prevent that
     * @return a copy
     */
    public DumpSettings directory(Path place) {
        Objects.requireNonNull(place, "place");
        return with(copy -> copy.directories = plus(chosen.directories, place.toAbsolutePath()));
    }

    /**
     * Returns these settings with another number and size of dumps that stay in a directory. Of more, partial ones go
     * first, then the oldest.
     *
     * @param most how many, from 1 to 1,000; 10 by default
     * @param size how large they may be together, at least 1 MiB; 200 MiB by default
     * @return a copy
     * @throws IllegalArgumentException if {@code most} or {@code size} is out of range
     */
    public DumpSettings keep(int most, Size size) {
        require(most >= 1 && most <= 1_000, "'most' must be from 1 to 1000 but was " + most);
        require(
                Objects.requireNonNull(size, "size").bytes() >= 1 << 20,
                "'size' must be at least 1 MiB but was " + size);
        return with(copy -> {
            copy.kept = most;
            copy.keptBytes = size.bytes();
        });
    }

    /**
     * Returns these settings with another severity from which on a dump is taken by itself.
     *
     * @param mildest the mildest severity that does; {@link Severity#P1} by default
     * @return a copy
     */
    public DumpSettings automaticAt(Severity mildest) {
        Objects.requireNonNull(mildest, "mildest");
        return with(copy -> copy.automatic = Optional.of(mildest));
    }

    /**
     * Returns these settings without dumps that are taken by themselves.
     *
     * @return a copy
     */
    public DumpSettings onDemandOnly() {
        return with(copy -> copy.automatic = Optional.empty());
    }

    /**
     * Returns these settings with other distances between dumps.
     *
     * @param onDemand the least between two from the same side, from zero to one hour; one minute by default. Whoever asks
     *     earlier gets the one before
     * @param automatic the least between two that are taken by themselves, from zero to one day; 10 minutes by default
     * @return a copy
     * @throws IllegalArgumentException if one is out of range
     */
    public DumpSettings apart(Duration onDemand, Duration automatic) {
        requireUpTo("onDemand", onDemand, Duration.ofHours(1));
        requireUpTo("automatic", automatic, Duration.ofDays(1));
        return with(copy -> {
            copy.apart = onDemand;
            copy.automaticApart = automatic;
        });
    }

    /**
     * Returns these settings with another time after the start in which no dump is taken by itself. If there is a reason
     * for one still at its end, it is taken then.
     *
     * @param time from zero to one hour; 5 minutes by default
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is out of range
     */
    public DumpSettings quietAtStart(Duration time) {
        requireUpTo("time", time, Duration.ofHours(1));
        return with(copy -> copy.quiet = time);
    }

    /**
     * Returns these settings with another time that a dump may take. Parts that are not done then are missing or cut.
     *
     * @param time from one second to 2 minutes; 5 seconds by default
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is out of range
     */
    public DumpSettings deadline(Duration time) {
        Objects.requireNonNull(time, "time");
        require(
                time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(LONGEST_DEADLINE) <= 0,
                "'time' must be from PT1S to PT2M but was " + time);
        return with(copy -> copy.deadline = time);
    }

    /**
     * Returns these settings with another size that a dump may have.
     *
     * @param beforeCompression from 1 MiB to 100 MiB; 10 MiB by default, of which compression leaves a tenth or less. Never
     *     more than an eighth of the heap that is free, but at least 256 KiB
     * @return a copy
     * @throws IllegalArgumentException if {@code beforeCompression} is out of range
     */
    public DumpSettings size(Size beforeCompression) {
        long bytes =
                Objects.requireNonNull(beforeCompression, "beforeCompression").bytes();
        require(
                bytes >= 1 << 20 && bytes <= 100 << 20,
                "'beforeCompression' must be from 1 MiB to 100 MiB but was " + beforeCompression);
        return with(copy -> copy.bytes = bytes);
    }

    /**
     * Returns these settings with a further contributor.
     *
     * @param contributor adds what the application knows; its name, fields, cost and timeout are read now, once
     * @return a copy
     * @throws IllegalArgumentException if its name has other characters than it may, is that of another contributor or of a
     *     file that every dump has ({@code build}, {@code configuration}, {@code errors}, {@code meters}, {@code pools},
     *     {@code versions}; capitals make no other name), it has no fields, or its timeout is out of range
     */
    public DumpSettings contributor(DumpContributor contributor) {
        Objects.requireNonNull(contributor, "contributor");
        Contribution one = Contribution.of(contributor);
        require(
                chosen.contributors.stream().noneMatch(one::isNamedLike),
                "there are two contributors named '" + one.name() + "'");
        return with(copy -> copy.contributors = plus(chosen.contributors, one));
    }

    /**
     * Returns these settings with further configuration to show. Nothing of an application's configuration is shown
     * otherwise.
     *
     * @param values names and values, in the order of the names; redacted as everything is
     * @return a copy
     */
    public DumpSettings configuration(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(chosen.configuration);
        all.putAll(Objects.requireNonNull(values, "values"));
        return with(copy -> copy.configuration = all);
    }

    /**
     * Returns these settings with further names of system properties and environment variables whose values are shown.
     * Of all others the name alone is.
     *
     * @param names the names
     * @return a copy
     */
    public DumpSettings showing(Set<String> names) {
        Set<String> all = new HashSet<>(chosen.shown);
        all.addAll(Objects.requireNonNull(names, "names"));
        return with(copy -> copy.shown = Set.copyOf(all));
    }

    /**
     * Returns these settings with the errors that the application logs: the groups and the latest events are in the dump,
     * and the most frequent one of the last ten minutes in its summary.
     *
     * @param recent what keeps them; without it a dump holds none
     * @return a copy
     */
    public DumpSettings errors(RecentErrors recent) {
        Objects.requireNonNull(recent, "recent");
        return with(copy -> copy.errors = Optional.of(recent));
    }

    /**
     * Returns these settings with the application's meters. Reading them runs the application's gauges: what is not read
     * within 2 seconds is missing, and after two dumps in which that happened meters are not read again.
     *
     * @param readings the meters; without them a dump holds none
     * @return a copy
     */
    public DumpSettings meters(MeterReadings readings) {
        Objects.requireNonNull(readings, "readings");
        return with(copy -> copy.meters = Optional.of(readings));
    }

    /**
     * Returns these settings without redaction. Every dump then says so, and must not leave the house.
     *
     * @return a copy
     */
    public DumpSettings unredacted() {
        return with(copy -> copy.redacted = false);
    }

    DumpChoices chosen() {
        return chosen;
    }

    private DumpSettings with(Consumer<DumpChoices> change) {
        DumpChoices copy = chosen.copy();
        change.accept(copy);
        return new DumpSettings(copy);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }

    private static void requireUpTo(String name, Duration time, Duration most) {
        boolean negative = Objects.requireNonNull(time, name).isNegative();
        require(
                !negative && time.compareTo(most) <= 0,
                "'" + name + "' must be from PT0S to " + most + " but was " + time);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
