package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.List;
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

    /**
     * Makes the judge.
     *
     * @param limits what counts as broken
     */
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
        Optional<Duration> failing = failing(archiver);
        if (!archiver.on()) {
            return Result.up("archiving is off");
        }
        Result result = failing.map(age -> failing(archiver, age)).orElseGet(() -> Result.up(calm(archiver)));
        return result.observe(Observation.count("archiver.failures", archiver.failures()));
    }

    /** The server says when a try failed last, not since when they fail. */
    private Optional<Duration> failing(Archiver archiver) {
        if (!archiver.on() || !archiver.failing()) {
            failingSince = Optional.empty();
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        long since = failingSince.orElse(now);
        failingSince = Optional.of(since);
        return Optional.of(Duration.ofNanos(now - since));
    }

    private Result failing(Archiver archiver, Duration age) {
        Status status = limits.failing().judge(age);
        Result result = status == Status.UP
                ? Result.up(words(archiver, status, age))
                : Result.of(status, StorageCauses.ARCHIVER_FAILING, words(archiver, status, age))
                        .withRemedies(List.of(log(archiver), space()));
        return result.observe(Observation.duration("archiver.failing", age).against(limits.failing()));
    }

    private String words(Archiver archiver, Status status, Duration age) {
        String since = status == Status.DOWN
                ? ", seen to fail for " + Quantities.duration(age) + ReachedLimit.words(limits.failing(), status)
                : "";
        String last = archiver.archived()
                .map(time -> "; last success " + Quantities.duration(time) + " ago")
                .orElse("; it has never succeeded");
        return "archiving of " + archiver.failed() + " fails" + since + last;
    }

    private static Remedy log(Archiver archiver) {
        return Remedy.words(
                        "read what archive_command or archive_library said about {} in the server's log; see whether its"
                                + " target is full, gone or refuses the login",
                        archiver.failed())
                .run(Command.sql(
                        "SELECT name, setting FROM pg_settings WHERE name IN ('archive_command', 'archive_library')"));
    }

    private static Remedy space() {
        return Remedy.words("watch the space left for pg_wal: nothing in it is removed until it is archived");
    }

    private static String calm(Archiver archiver) {
        return archiver.archived()
                .map(age -> "last file archived " + Quantities.duration(age) + " ago")
                .orElse("nothing to archive yet");
    }
}
