package dev.vitals.host;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Looks at the space left on the file system of one path.
 *
 * <pre>{@code
 * .check("uploads", DiskProbe.at(Path.of("/var/lib/orders")), c -> c.impact(Impact.CRITICAL))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code disk.full}</td><td>DOWN</td><td>usable space is below the fail limit: 3 % of the disk, at most 2 GiB,
 *     at least 64 MiB</td></tr>
 * <tr><td>{@code disk.low}</td><td>DEGRADED</td><td>usable space is below the warn limit: 10 % of the disk, at most
 *     20 GiB, at least 512 MiB</td></tr>
 * <tr><td>{@code disk.read-only}</td><td>DOWN</td><td>the file system is mounted read-only, as after an I/O error, and
 *     that was not {@linkplain #allowReadOnly() allowed}</td></tr>
 * <tr><td>{@code disk.missing}</td><td>DOWN</td><td>the path does not exist: whoever named it needs it, and a mount
 *     that went away often leaves nothing else behind</td></tr>
 * <tr><td>{@code disk.slow}</td><td>DEGRADED</td><td>the file system took longer than 1 s to answer</td></tr>
 * <tr><td>{@code disk.hung}</td><td>DOWN</td><td>another check is stuck in the same file system</td></tr>
 * <tr><td>{@code disk.unreadable}</td><td>UNKNOWN</td><td>the file system gave no size or an error</td></tr>
 * </table>
 *
 * <p>Usable space is what this process may write; the space reserved for the superuser does not count. Quotas are not
 * seen, and inside a container the path may show the disk of the whole host.
 *
 * <h2>Where the limits come from</h2>
 *
 * <p>10 % is where Kubernetes evicts ({@code nodefs.available<10%}) and awesome-prometheus-alerts warns
 * ({@code HostOutOfDiskSpace}); 3 % is the critical limit of the Prometheus node mixin
 * ({@code NodeFilesystemAlmostOutOfSpace}). The sizes in bytes are our judgement: a share alone alarms for hundreds of
 * gigabytes on a large disk, and too late on a small one. 1 s is our judgement too.
 *
 * <h2>Hung file systems</h2>
 *
 * <p>On a dead network mount the question for free space blocks until the server answers, and interruption has no
 * effect. Nothing here asks about any other file system than the path's own; listing all of them, as {@code df} does,
 * would hang on any hung one. The check that is stuck is reported {@code probe.timeout} by the engine and keeps its one
 * thread. Other checks of this kind on the same file system, under whatever path, do not enter it: they wait for at
 * most four fifths of their timeout and answer {@code disk.hung}, naming the check that is stuck. So one hung file
 * system costs one thread. Where the system has no {@code /proc/self/mountinfo}, it costs one for each check.
 *
 * <p>The settings of this class are immutable and it may be shared; like every probe it is entered by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class DiskProbe implements Probe {
    private static final SpaceLimit WARN =
            SpaceLimit.percent(10).atMost(20L << 30).atLeast(512L << 20);
    private static final SpaceLimit FAIL =
            SpaceLimit.percent(3).atMost(2L << 30).atLeast(64L << 20);

    /**
     * Made beforehand. Naming the error here also loads it for the handler below, which would need memory to look it up.
     */
    private static final Result NO_MEMORY =
            Result.unknown("disk.unreadable", OutOfMemoryError.class.getSimpleName() + " while looking at the disk");

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
     * @param path a file or directory; made absolute now. Symbolic links are followed anew at every look
     * @return the probe
     * @since 0.1.0
     */
    public static DiskProbe at(Path path) {
        Path absolute = path.toAbsolutePath();
        return new DiskProbe(absolute, new DiskVerdict(absolute, WARN, FAIL, false));
    }

    /**
     * Returns this probe with another warn limit.
     *
     * @param limit the space below which the check is degraded; by default 10 % of the disk, at most 20 GiB, at least
     *     512 MiB
     * @return a copy
     * @since 0.1.0
     */
    public DiskProbe warnBelow(SpaceLimit limit) {
        return new DiskProbe(path, new DiskVerdict(path, limit, verdict.fail(), verdict.readOnlyAllowed()));
    }

    /**
     * Returns this probe with another fail limit.
     *
     * @param limit the space below which the check is down, whatever the warn limit says; by default 3 % of the disk,
     *     at most 2 GiB, at least 64 MiB
     * @return a copy
     * @since 0.1.0
     */
    public DiskProbe failBelow(SpaceLimit limit) {
        return new DiskProbe(path, new DiskVerdict(path, verdict.warn(), limit, verdict.readOnlyAllowed()));
    }

    /**
     * Returns this probe with leave for the file system to be read-only. While it is, its space is not judged.
     *
     * @return a copy
     * @since 0.1.0
     */
    public DiskProbe allowReadOnly() {
        return new DiskProbe(path, new DiskVerdict(path, verdict.warn(), verdict.fail(), true));
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
            return verdict.judge(reader.read(context));
        } catch (OutOfMemoryError e) { // First, so that no other class must be looked up for it.
            return NO_MEMORY;
        } catch (HungMountException e) {
            return verdict.hung(e);
        } catch (NoSuchFileException e) {
            return verdict.missing();
        } catch (IOException e) {
            return verdict.unreadable(e);
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
