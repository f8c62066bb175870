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
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks the age and number of the files in a directory: that last night's backup was written, or that a queue of files is
 * emptied.
 *
 * <pre>{@code
 * .check("backup", FilesProbe.matching(Path.of("/backup"), "orders-*.dump").atLeast(Size.ofMebibytes(100)))
 * .check("inbox", FilesProbe.matching(Path.of("/var/spool/inbox"), "*.xml").limits(l -> new FilesLimits(
 *         Threshold.none(Direction.ABOVE, Unit.SECONDS),
 *         Threshold.none(Direction.BELOW, Unit.COUNT),
 *         Threshold.countAbove(100, 1_000))))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code files.old}</td><td>DOWN, DEGRADED</td><td>the newest file is 50 or 26 hours old</td></tr>
 * <tr><td>{@code files.missing}</td><td>DOWN</td><td>there is none</td></tr>
 * <tr><td>{@code files.many}</td><td></td><td>there are more than may be; no limit by default</td></tr>
 * <tr><td>{@code disk.missing}, {@code disk.hung}, {@code disk.permission}, {@code disk.unreadable}</td><td></td><td>as
 *     {@link DiskProbe}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link FilesLimits}. Age is counted from the time a file was last written. Files below
 * a size do not count: a dump that failed leaves an empty one. Directories below are not looked into.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FilesProbe implements Probe {
    private static final long MOST_FILES = 100_000;

    private final Path directory;
    private final String glob;
    private final Size least;
    private final FilesLimits limits;

    private record Found(long files, long small, @Nullable Path newest, Instant written) {}

    private FilesProbe(Path directory, String glob, Size least, FilesLimits limits) {
        this.directory = directory;
        this.glob = glob;
        this.least = least;
        this.limits = limits;
    }

    /**
     * Returns a probe of the files in a directory with the default limits. Touches nothing yet.
     *
     * @param directory the directory; made absolute now
     * @param glob which names count, such as {@code *.dump}; as for {@link Files#newDirectoryStream(Path, String)}
     * @return the probe
     * @throws java.util.regex.PatternSyntaxException if {@code glob} is not a pattern
     */
    public static FilesProbe matching(Path directory, String glob) {
        Path absolute = PathVisit.absolute(directory);
        absolute.getFileSystem().getPathMatcher("glob:" + Objects.requireNonNull(glob, "glob"));
        return new FilesProbe(absolute, glob, Size.ofBytes(1), FilesLimits.DEFAULT);
    }

    /**
     * Returns this probe with another size below which a file does not count.
     *
     * @param size the least size; one byte by default
     * @return a copy
     */
    public FilesProbe atLeast(Size size) {
        return new FilesProbe(directory, glob, Objects.requireNonNull(size, "size"), limits);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link FilesLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public FilesProbe limits(UnaryOperator<FilesLimits> change) {
        return new FilesProbe(
                directory, glob, least, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Blocks for as long as the file system takes, which may be for ever; see <em>Hung file systems</em> of
     * {@link DiskProbe}. Otherwise takes some microseconds for each file; 100,000 are counted at most.
     */
    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        Instant now = context.now();
        return PathVisit.check(directory, context, visit -> judge(visit.enter((real, mount) -> list(real)), now));
    }

    private Found list(Path real) throws IOException {
        Found found = new Found(0, 0, null, Instant.MIN);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(real, glob)) {
            for (Path entry : entries) {
                if (found.files() + found.small() >= MOST_FILES) {
                    break;
                }
                found = with(found, entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private Found with(Found so, Path entry) throws IOException {
        BasicFileAttributes file;
        try {
            file = Files.readAttributes(entry, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return so; // deleted meanwhile, or a link that leads nowhere
        }
        if (!file.isRegularFile()) {
            return so;
        }
        if (file.size() < least.bytes()) {
            return new Found(so.files(), so.small() + 1, so.newest(), so.written());
        }
        Instant written = file.lastModifiedTime().toInstant();
        return written.isAfter(so.written())
                ? new Found(so.files() + 1, so.small(), entry, written)
                : new Found(so.files() + 1, so.small(), so.newest(), so.written());
    }

    private Result judge(Found found, Instant now) {
        Status few = limits.fewest().judge((double) found.files());
        Status many = limits.most().judge((double) found.files());
        Optional<Path> newest = Optional.ofNullable(found.newest());
        Duration age = newest.isPresent() ? age(found.written(), now) : Duration.ZERO;
        Status old = newest.isPresent() ? limits.newest().judge(age) : Status.UP;
        String files = "files like " + glob + " in " + directory + ": " + found.files();
        String small = found.small() == 0 ? "" : "; not counted, of less than " + least + ": " + found.small();
        String newestFile = newest.map(
                        file -> ", the newest " + file.getFileName() + " written " + Quantities.duration(age) + " ago")
                .orElse("");
        Result result = Result.up(files + newestFile + limits.newest().suffix(Status.UP) + small);
        result = worse(
                result, few, FileCauses.FILES_NONE, files + limits.fewest().suffix(few) + small);
        result = worse(
                result,
                old,
                FileCauses.FILES_OLD,
                files + newestFile + limits.newest().suffix(old) + small);
        result =
                worse(result, many, FileCauses.FILES_MANY, files + limits.most().suffix(many) + small);
        Result seen = result.observe(Observation.count("files.number", found.files()));
        return newest.isPresent()
                ? seen.observe(Observation.duration("files.newest-age", age).against(limits.newest()))
                : seen;
    }

    /** A file from the future is new. */
    private static Duration age(Instant written, Instant now) {
        return written.isAfter(now) ? Duration.ZERO : Duration.between(written, now);
    }

    private Result worse(Result so, Status status, Cause cause, String summary) {
        return status.compareTo(so.status()) <= 0
                ? so
                : Result.of(status, cause, summary)
                        .about(Subject.file(directory.toString()))
                        .remedy(Remedy.words("see what is there, the newest first")
                                .run(Command.shell("ls -lat {} | head -n 20", directory)))
                        .remedy(Remedy.words("read the log of what writes, takes or deletes these files"));
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
