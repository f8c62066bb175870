package dev.vitals.host;

import dev.vitals.host.facts.Mount;
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
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Checks that a directory takes files, by writing a small one and deleting it again. It finds what free space does not
 * show: used-up inodes, quotas, missing rights, a disk that fails. Since it writes, it is for those who ask for it.
 *
 * <pre>{@code
 * .check("uploads", WriteProbe.into(Path.of("/var/lib/orders")))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code directory.not-writable}</td><td>DOWN</td><td>the file cannot be created, written or deleted, for the
 *     reason given</td></tr>
 * <tr><td>{@code directory.slow}</td><td>DEGRADED</td><td>it took 1 s</td></tr>
 * <tr><td>{@code disk.missing}</td><td>DOWN</td><td>the directory does not exist</td></tr>
 * <tr><td>{@code disk.hung}</td><td>DOWN</td><td>the file system does not answer; see {@link DiskProbe}</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link WriteLimits}. The file is called {@code .vitals-write-} with the process's number,
 * holds one byte, and is deleted at once, also when writing failed. It is never one that was there before.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class WriteProbe implements Probe {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Path directory;
    private final WriteLimits limits;

    private WriteProbe(Path directory, WriteLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    /**
     * Returns a probe of a directory with the default limits. Touches nothing yet.
     *
     * @param directory the directory; made absolute now
     * @return the probe
     */
    public static WriteProbe into(Path directory) {
        return new WriteProbe(PathVisit.absolute(directory), WriteLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link WriteLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public WriteProbe limits(UnaryOperator<WriteLimits> change) {
        return new WriteProbe(
                directory, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Blocks for as long as the file system takes, which may be for ever; see <em>Hung file systems</em> of
     * {@link DiskProbe}. Otherwise takes a few milliseconds.
     */
    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        return PathVisit.check(directory, context, visit -> visit.enter(this::write));
    }

    private Result write(Path real, Optional<Mount> mount) throws IOException {
        String name = ".vitals-write-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-"
                + NUMBERS.incrementAndGet();
        Path file = real.resolve(name);
        long start = System.nanoTime();
        try {
            Files.write(file, new byte[1], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(real.toString());
        } catch (IOException e) {
            deleteQuietly(file);
            return refused(e, mount);
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            return refused(e, mount);
        }
        return judge(Duration.ofNanos(System.nanoTime() - start), mount);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is empty, and the reason for the first failure is the one to give.
        }
    }

    private Result judge(Duration took, Optional<Mount> mount) {
        Status status = limits.answer().judge(took);
        String summary = "a file was written and deleted in " + Quantities.duration(took)
                + limits.answer().suffix(status);
        Result result = status == Status.UP
                ? Result.up(summary)
                : PathTrouble.aboutServer(mount, Result.of(status, FileCauses.WRITE_SLOW, summary));
        return result.observe(Observation.duration("directory.write", took).against(limits.answer()));
    }

    /** A right is a matter of the directory; all else of the file system. */
    private Result refused(IOException error, Optional<Mount> mount) {
        boolean right = error instanceof AccessDeniedException;
        String reason = error instanceof FileSystemException known ? known.getReason() : null;
        Result result = Result.down(
                FileCauses.NOT_WRITABLE,
                directory + " takes no files: "
                        + (right
                                ? "this process has no right to write there"
                                : Optional.ofNullable(reason)
                                        .orElse(error.getClass().getSimpleName())));
        return right
                ? result.about(Subject.file(directory.toString()))
                        .remedy(Remedy.words("see who may write there").run(Command.shell("ls -ld {}; id", directory)))
                : PathTrouble.about(mount, result)
                        .remedy(Remedy.words("see whether space or inodes are used up")
                                .run(Command.shell("df -h {}; df -i {}", directory, directory)))
                        .remedy(Remedy.words("search the kernel's log for errors of the disk")
                                .run(Command.shell("dmesg -T | tail -n 50")));
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
