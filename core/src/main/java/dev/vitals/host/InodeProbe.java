package dev.vitals.host;

import dev.vitals.host.facts.Inodes;
import dev.vitals.host.facts.Mount;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checks how many more files the file system of a path takes: it may run out of inodes while space is left. The virtual
 * machine cannot count them, so this probe runs the command {@code stat} of Linux; it is for those who ask for it.
 *
 * <pre>{@code
 * .check("mail-inodes", InodeProbe.at(Path.of("/var/spool/mail")))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code inodes.exhausted}</td><td>DOWN</td><td>3 % are free</td></tr>
 * <tr><td>{@code inodes.low}</td><td>DEGRADED</td><td>10 % are free</td></tr>
 * <tr><td>{@code inodes.unknown}</td><td>UNKNOWN</td><td>the command is not there, failed, or does not end</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link InodeLimits}. A file system that makes inodes as it needs them, such as btrfs,
 * is {@code UP}. On a hung file system the command hangs, and is
 * killed; {@link DiskProbe} says more about that.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class InodeProbe implements Probe {
    private final Path path;
    private final InodeLimits limits;

    private InodeProbe(Path path, InodeLimits limits) {
        this.path = path;
        this.limits = limits;
    }

    /**
     * Returns a probe of a path with the default limits. Touches nothing yet.
     *
     * @param path a file or directory; made absolute now
     * @return the probe
     */
    public static InodeProbe at(Path path) {
        return new InodeProbe(PathVisit.absolute(path), InodeLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link InodeLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public InodeProbe limits(UnaryOperator<InodeLimits> change) {
        return new InodeProbe(path, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Runs a command, which takes some milliseconds, and waits for it no longer than half of the time left.
     */
    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        return PathVisit.check(
                path, context, visit -> run(visit, context.remaining().dividedBy(2)));
    }

    private Result run(PathVisit visit, Duration patience) throws InterruptedException {
        try {
            Inodes inodes = Inodes.count(visit.real(), patience);
            return inodes.areMadeAsNeeded()
                    ? Result.up("this file system makes inodes as it needs them")
                    : judge(inodes, visit.mount());
        } catch (IOException unknown) {
            return Result.unknown(
                    FileCauses.INODES_UNKNOWN, "cannot count the inodes of " + path + ": " + unknown.getMessage());
        }
    }

    private Result judge(Inodes inodes, Optional<Mount> mount) {
        double share = inodes.share();
        Status status = limits.free().judge(share);
        String summary = Unit.RATIO.show(share) + " free: " + inodes.free() + " of " + inodes.total() + " inodes"
                + limits.free().suffix(status);
        Result result = switch (status) {
            case UP, UNKNOWN -> Result.up(summary);
            case DEGRADED -> PathTrouble.about(mount, advise(Result.degraded(FileCauses.INODES_LOW, summary), mount));
            case DOWN -> PathTrouble.about(mount, advise(Result.down(FileCauses.INODES_EXHAUSTED, summary), mount));
        };
        return result.observe(Observation.ratio("inodes.free.ratio", share).against(limits.free()))
                .observe(Observation.count("inodes.free", inodes.free()));
    }

    private Result advise(Result result, Optional<Mount> mount) {
        return result.remedy(Remedy.words("find the directories with the most files, without leaving this file system")
                .run(Command.shell(
                        "du -x --inodes -d 3 {} | sort -n | tail",
                        mount.map(Mount::home).orElse(path.toString()))));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the path as the resource, once a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource(path.toString()).every(Duration.ofMinutes(1));
    }
}
