package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the write-ahead log is archived. While it is not, backups cannot be brought up to date, and the log fills the
 * disk. Not thread-safe: used by one check.
 */
public final class ArchiverJudge implements Judge<DatabaseCounters> {
    private final ArchiverLimits limits;
    private final LongSupplier nanoTime;
    private Optional<Long> failingSince = Optional.empty();

    public ArchiverJudge(ArchiverLimits limits) {
        this(limits, System::nanoTime);
    }

    ArchiverJudge(ArchiverLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(DatabaseCounters seen, ProbeContext context) {
        Archiver archiver = seen.archiver();
        Duration failing = failing(archiver);
        if (!archiver.on()) {
            return Result.up("archiving is off");
        }
        Result result = archiver.failing() ? told(archiver, failing) : Result.up(calm(archiver));
        return result.observe(Observation.of("archiver.failing", failing.toMillis() / 1_000d, "s")
                        .failAt(limits.fail().toMillis() / 1_000d))
                .observe(Observation.of("archiver.failures", archiver.failures(), "tries"));
    }

    /** The server tells when a try failed last, not since when they fail. */
    private Duration failing(Archiver archiver) {
        if (!archiver.on() || !archiver.failing()) {
            failingSince = Optional.empty();
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        long since = failingSince.orElse(now);
        failingSince = Optional.of(since);
        return Duration.ofNanos(now - since);
    }

    private Result told(Archiver archiver, Duration failing) {
        boolean down = failing.compareTo(limits.fail()) >= 0;
        String since = down
                ? ", seen to fail for " + Quantities.duration(failing) + " (limit " + Quantities.duration(limits.fail())
                        + ")"
                : "";
        String last = archiver.archived()
                .map(age -> "; last success " + Quantities.duration(age) + " ago")
                .orElse("; it has never succeeded");
        return Result.of(
                        down ? Status.DOWN : Status.DEGRADED,
                        "archiver.failing",
                        "archiving of " + archiver.failed() + " fails" + since + last)
                .remedy(Remedy.run(
                        "the server's log has what archive_command or archive_library said about " + archiver.failed()
                                + "; see whether its target is full, gone or refuses the login",
                        "SELECT name, setting FROM pg_settings WHERE name IN ('archive_command', 'archive_library');"))
                .remedy(Remedy.of("mind the space left for pg_wal: nothing in it is removed until it is archived"));
    }

    private static String calm(Archiver archiver) {
        return archiver.archived()
                .map(age -> "last file archived " + Quantities.duration(age) + " ago")
                .orElse("nothing to archive yet");
    }
}
