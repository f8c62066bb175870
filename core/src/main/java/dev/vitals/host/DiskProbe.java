package dev.vitals.host;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Checks the space left on the file system of one path.
 *
 * <pre>{@code
 * .check("uploads", DiskProbe.at(Path.of("/var/lib/orders")), c -> c.impact(Impact.CRITICAL))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code disk.full}</td><td>DOWN</td><td>usable space is down to 3 % of the disk, at most 2 GiB, at least
 *     64 MiB</td></tr>
 * <tr><td>{@code disk.low}</td><td>DEGRADED</td><td>usable space is down to 10 % of the disk, at most 20 GiB, at least
 *     512 MiB</td></tr>
 * <tr><td>{@code disk.read-only}</td><td>DOWN</td><td>the file system is mounted read-only, as after an I/O error, and
 *     that was not {@linkplain #allowReadOnly() allowed}</td></tr>
 * <tr><td>{@code disk.missing}</td><td>DOWN</td><td>the path does not exist: it was named because it is needed, and a
 *     mount that went away often leaves nothing else behind</td></tr>
 * <tr><td>{@code disk.slow}</td><td>DEGRADED</td><td>the file system took 1 s or longer to answer</td></tr>
 * <tr><td>{@code disk.hung}</td><td>DOWN</td><td>the file system does not answer: this check, or another one, is stuck
 *     in it</td></tr>
 * <tr><td>{@code disk.permission}</td><td>UNKNOWN</td><td>this process may not enter a directory on the way</td></tr>
 * <tr><td>{@code disk.unreadable}</td><td>UNKNOWN</td><td>the file system gave no size or an error</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link DiskLimits}. Usable space is the space this process may fill; that reserved
 * for the superuser does not count. Quotas are not seen, and inside a container the path may show the disk of the whole
 * host.
 *
 * <h2>Hung file systems</h2>
 *
 * <p>On a dead network mount the question for free space blocks until the server answers, and interruption has no
 * effect. No other file system than the path's own is ever asked; listing all of them, as {@code df} does, would hang on
 * any hung one. Before it enters a file system the probe leaves word, so that a check that is stuck says where, with its
 * stack, and keeps its one thread. Other checks of this kind on the same file system, under whatever path, do not enter
 * it: they wait for at most four fifths of their timeout and answer {@code disk.hung}, naming the check that is stuck.
 * So one hung file system costs one thread. Where the system has no {@code /proc/self/mountinfo}, it costs one for each
 * check.
 *
 * <p>The settings of this class are immutable and it may be shared; like every probe it is entered by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class DiskProbe implements Probe {
    /**
     * Made beforehand. Naming the error here also loads it for the handler below, which would need memory to find it.
     */
    private static final Result NO_MEMORY = Result.unknown(
            HostCauses.DISK_UNREADABLE, OutOfMemoryError.class.getSimpleName() + " while checking the disk");

    private final Path path;
    private final DiskVerdict verdict;
    private final DiskReader reader;

    private DiskProbe(Path path, DiskVerdict verdict) {
        this.path = path;
        this.verdict = verdict;
        this.reader = new DiskReader(path);
    }

    /**
     * Returns a probe of a path with the default limits. Touches nothing yet.
     *
     * @param path a file or directory; made absolute now. Symbolic links are followed again at every run
     * @return the probe
     */
    public static DiskProbe at(Path path) {
        Path absolute = withoutDots(Objects.requireNonNull(path, "path").toAbsolutePath());
        return new DiskProbe(absolute, new DiskVerdict(absolute, DiskLimits.DEFAULT, false));
    }

    /** One spelling of a path. {@code ..} stays: behind a symbolic link it leads elsewhere. */
    private static Path withoutDots(Path absolute) {
        Path plain = Objects.requireNonNull(absolute.getRoot(), "root");
        for (Path name : absolute) {
            plain = name.toString().equals(".") ? plain : plain.resolve(name);
        }
        return plain;
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link DiskLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DiskProbe limits(UnaryOperator<DiskLimits> change) {
        return new DiskProbe(
                path,
                new DiskVerdict(
                        path,
                        Objects.requireNonNull(change, "change").apply(verdict.limits()),
                        verdict.readOnlyAllowed()));
    }

    /**
     * Returns this probe, accepting a read-only file system. While it is read-only, its space is not judged.
     *
     * @return a copy
     */
    public DiskProbe allowReadOnly() {
        return new DiskProbe(path, new DiskVerdict(path, verdict.limits(), true));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Blocks for as long as the file system takes, which may be for ever; see <em>Hung file systems</em> above.
     * Otherwise takes less than a millisecond.
     */
    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        try {
            return measure(context);
        } catch (OutOfMemoryError e) {
            return NO_MEMORY;
        }
    }

    private Result measure(ProbeContext context) throws InterruptedException {
        Visitor visitor = new Visitor(MountGate.SHARED, context, verdict::stuck);
        try {
            return verdict.judge(reader.read(visitor));
        } catch (HungMountException e) {
            return verdict.hung(e);
        } catch (NoSuchFileException e) {
            return verdict.missing(e.getFile());
        } catch (AccessDeniedException e) {
            return verdict.denied();
        } catch (IOException e) {
            return verdict.unreadable(e, visitor.last());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, and the path as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource(path.toString());
    }
}
