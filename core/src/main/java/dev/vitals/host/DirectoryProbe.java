package dev.vitals.host;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Checks how much lies below a directory, and how fast it grows: logs, uploads, queues of files.
 *
 * <pre>{@code
 * .check("logs", DirectoryProbe.at(Path.of("/var/log/orders")).limits(l -> l
 *         .size(Threshold.above(Size.ofGibibytes(10), Size.ofGibibytes(50)))
 *         .growth(Threshold.of(Direction.ABOVE, Unit.BYTES_PER_SECOND, 1 << 20, 20 << 20))))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code directory.large}</td><td>DOWN, DEGRADED</td><td>its size or its number of files reaches a limit</td></tr>
 * <tr><td>{@code directory.growing}</td><td>DOWN, DEGRADED</td><td>its growth over the last quarter of an hour does</td></tr>
 * <tr><td>{@code disk.missing}, {@code disk.hung}, {@code disk.permission}, {@code disk.unreadable}</td><td></td><td>as
 *     {@link DiskProbe}</td></tr>
 * </table>
 *
 * <p>There are no limits by default; see {@link DirectoryLimits}. Links are not followed, and no other file system that is
 * mounted below is entered. Not more than 100,000 files are counted: what is shown then is the least there is, and growth
 * is not known.
 *
 * <p>Each instance is for one check: it keeps the sizes of the last quarter of an hour.
 *
 * @since 0.1.0
 */
public final class DirectoryProbe implements Probe {
    private static final Duration LENGTH = Duration.ofMinutes(15);
    private static final double LONG_ENOUGH_SECONDS = 60;

    private final Path directory;
    private final DirectoryLimits limits;
    private final LongSupplier nanoTime;
    private final Window<Long> window = new Window<>(LENGTH);

    private DirectoryProbe(Path directory, DirectoryLimits limits, LongSupplier nanoTime) {
        this.directory = directory;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a probe of a directory without limits. Touches nothing yet.
     *
     * @param directory the directory; made absolute now
     * @return the probe
     */
    public static DirectoryProbe at(Path directory) {
        return at(directory, System::nanoTime);
    }

    static DirectoryProbe at(Path directory, LongSupplier nanoTime) {
        return new DirectoryProbe(PathVisit.absolute(directory), DirectoryLimits.DEFAULT, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and without its samples.
     *
     * @param change takes the limits, {@link DirectoryLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DirectoryProbe limits(UnaryOperator<DirectoryLimits> change) {
        return new DirectoryProbe(
                directory, Objects.requireNonNull(change, "change").apply(limits), nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Blocks for as long as the file system takes, which may be for ever; see <em>Hung file systems</em> of
     * {@link DiskProbe}. Otherwise takes some microseconds for each file.
     */
    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        return PathVisit.check(directory, context, visit -> judge(DirectorySize.of(visit), nanoTime.getAsLong()));
    }

    private Result judge(DirectorySize size, long now) {
        OptionalDouble growth = size.whole() ? growth(size.bytes(), now) : OptionalDouble.empty();
        String summary =
                (size.whole() ? "" : "at least ") + Quantities.bytes(size.bytes()) + ", files: " + size.files();
        Status bytes = limits.size().judge((double) size.bytes());
        Status files = limits.files().judge((double) size.files());
        Status growing = growth.isPresent() ? limits.growth().judge(growth.getAsDouble()) : Status.UP;
        Result result = Result.up(summary);
        result = worse(
                result, bytes, FileCauses.TOO_LARGE, summary + limits.size().suffix(bytes));
        result = worse(
                result, files, FileCauses.TOO_LARGE, summary + limits.files().suffix(files));
        result = worse(
                result,
                growing,
                FileCauses.GROWING,
                "grows by " + Unit.BYTES_PER_SECOND.show(growth.orElse(0))
                        + limits.growth().suffix(growing) + "; " + summary);
        return observed(result, size, growth);
    }

    private OptionalDouble growth(long bytes, long now) {
        OptionalDouble growth = window.before(now, LENGTH)
                .filter(before -> before.secondsUntil(now) >= LONG_ENOUGH_SECONDS)
                .map(before -> OptionalDouble.of((bytes - before.value()) / before.secondsUntil(now)))
                .orElseGet(OptionalDouble::empty);
        window.add(now, bytes);
        return growth;
    }

    private Result worse(Result so, Status status, Cause cause, String summary) {
        return status.compareTo(so.status()) <= 0
                ? so
                : Result.of(status, cause, summary)
                        .about(Subject.file(directory.toString()))
                        .remedy(Remedy.words("find the largest files and directories in it")
                                .run(Command.shell("du -x -a -h {} | sort -h | tail -n 20", directory)))
                        .remedy(Remedy.words("see which files were written in the last minutes")
                                .run(Command.shell("find {} -xdev -type f -mmin -5 | head -n 20", directory)));
    }

    private Result observed(Result result, DirectorySize size, OptionalDouble growth) {
        Result seen = result.observe(
                        Observation.bytes("directory.size", size.bytes()).against(limits.size()))
                .observe(Observation.count("directory.files", size.files()).against(limits.files()));
        return growth.isPresent()
                ? seen.observe(Observation.of("directory.growth", growth.getAsDouble(), Unit.BYTES_PER_SECOND)
                        .against(limits.growth()))
                : seen;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the directory as the resource, once a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT
                .scope(Scope.LOCAL)
                .resource(directory.toString())
                .every(Duration.ofMinutes(1));
    }
}
