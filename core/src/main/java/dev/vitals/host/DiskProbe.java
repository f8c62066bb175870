package dev.vitals.host;

import dev.vitals.host.DiskVerdict.ReadOnly;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
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
 * <tr><td>{@code disk.filling}</td><td>DEGRADED</td><td>less than 40 % is free, and at the rate of the last half hour it
 *     would be full in 4 h</td></tr>
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
 * <p>The numbers are the defaults of {@link DiskLimits}. The rate is the least of three parts of the half hour: a copy
 * that ends, or a log that is rotated, is no trend. Usable space is the space this process may fill; that reserved
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
 * <p>Each instance is for one check: it keeps what was free during the last half hour.
 *
 * @since 0.1.0
 */
public final class DiskProbe implements Probe {
    /**
     * Made beforehand. Naming the error here also loads it for the handler below, which would need memory to find it.
     */
    private static final Result NO_MEMORY = Result.unknown(
            HostCauses.DISK_UNREADABLE, OutOfMemoryError.class.getSimpleName() + " while checking the disk");

    private final DiskVerdict verdict;
    private final LongSupplier nanoTime;
    private final DiskReader reader;
    private final DiskTrend trend = new DiskTrend();

    private DiskProbe(DiskVerdict verdict, LongSupplier nanoTime) {
        this.verdict = verdict;
        this.nanoTime = nanoTime;
        this.reader = new DiskReader(verdict.path());
    }

    /**
     * Returns a probe of a path with the default limits. Touches nothing yet.
     *
     * @param path a file or directory; made absolute now. Symbolic links are followed again at every run
     * @return the probe
     */
    public static DiskProbe at(Path path) {
        return at(path, System::nanoTime);
    }

    static DiskProbe at(Path path, LongSupplier nanoTime) {
        return new DiskProbe(new DiskVerdict(PathVisit.absolute(path), DiskLimits.DEFAULT, ReadOnly.WRONG), nanoTime);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link DiskLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DiskProbe limits(UnaryOperator<DiskLimits> change) {
        return new DiskProbe(
                new DiskVerdict(
                        verdict.path(),
                        Objects.requireNonNull(change, "change").apply(verdict.limits()),
                        verdict.readOnly()),
                nanoTime);
    }

    /**
     * Returns this probe, accepting a read-only file system. While it is read-only, its space is not judged.
     *
     * @return a copy
     */
    public DiskProbe allowReadOnly() {
        return accepting(ReadOnly.RIGHT);
    }

    /** For a directory that nobody named: a container's root may be meant to be read-only. */
    DiskProbe allowReadOnlyMount() {
        return accepting(ReadOnly.RIGHT_IF_MOUNTED_SO);
    }

    private DiskProbe accepting(ReadOnly readOnly) {
        return new DiskProbe(new DiskVerdict(verdict.path(), verdict.limits(), readOnly), nanoTime);
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
        return PathVisit.check(verdict.path(), context, visit -> judge(reader.read(visit)));
    }

    private Result judge(DiskState disk) {
        return verdict.judge(
                disk, disk.total() > 0 ? trend.add(disk.usable(), nanoTime.getAsLong()) : Optional.empty());
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, and the path as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource(verdict.path().toString());
    }
}
