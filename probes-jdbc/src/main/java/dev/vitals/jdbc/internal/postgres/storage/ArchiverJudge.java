package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.postgres.server.PostgresGrants;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the write-ahead log is archived. While it is not, backups cannot be brought up to date, and the log fills the
 * disk. Not thread-safe: used by one check.
 */
public final class ArchiverJudge implements Judge<DatabaseCounters> {
    private static final Command SETTINGS =
            Command.sql("SELECT name, setting FROM pg_settings WHERE name IN ('archive_command', 'archive_library')");

    private final ArchiverLimits limits;
    private final LongSupplier nanoTime;
    private final ArchiveBacklog backlog;
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
        this.backlog = new ArchiveBacklog(nanoTime);
    }

    @Override
    public Result judge(DatabaseCounters seen, ProbeContext context) {
        Archiver archiver = seen.archiver();
        Optional<Duration> failing = failing(archiver);
        if (!archiver.on()) {
            return Result.up("archiving is off");
        }
        Optional<ArchiveBacklog.Waiting> waiting = backlog.of(archiver);
        Result result = failing.map(age -> failing(archiver, age)).orElseGet(() -> quiet(archiver, waiting));
        if (waiting.isPresent()) {
            result = result.observe(
                            Observation.count("archiver.waiting", waiting.get().files()))
                    .observe(Observation.duration(
                                    "archiver.stalled", waiting.get().stalled())
                            .against(limits.stalled()));
        }
        return result.observe(Observation.count("archiver.failures", archiver.failures()));
    }

    /** No counter of failures moves where nothing is tried, or where a try does not end. */
    private Result quiet(Archiver archiver, Optional<ArchiveBacklog.Waiting> waiting) {
        String waits = waiting.map(ArchiverJudge::waits).orElse("how much waits is hidden from this role");
        if (!archiver.configured()) {
            return Result.degraded(
                            StorageCauses.ARCHIVER_NOT_CONFIGURED,
                            "archive_mode is on but archive_command is empty: " + waits)
                    .withRemedies(List.of(configure(), space()));
        }
        if (waiting.isEmpty()) {
            return Finding.blinded(
                    Result.up(calm(archiver)),
                    calm(archiver) + ", but " + waits,
                    PostgresGrants.monitor(archiver.role(), "let this role see what waits to be archived"));
        }
        Status status = limits.stalled().judge(waiting.get().stalled());
        return waiting.get().files() == 0 || status == Status.UP
                ? Result.up(calm(archiver))
                : Result.of(
                                status,
                                StorageCauses.ARCHIVER_STALLED,
                                "nothing is archived" + ReachedLimit.words(limits.stalled(), status) + ": " + waits)
                        .withRemedies(List.of(command(), space()));
    }

    private static String waits(ArchiveBacklog.Waiting waiting) {
        return waiting.files() == 0
                ? "no file waits yet"
                : Plural.of(waiting.files(), "file") + " waiting, for " + Quantities.duration(waiting.stalled())
                        + " by now";
    }

    private static Remedy configure() {
        return Remedy.words("set archive_command or archive_library and reload the configuration; without a need for"
                        + " an archive, set archive_mode to off, which takes a restart")
                .run(SETTINGS);
    }

    private static Remedy command() {
        return Remedy.words("see what the archive command does for so long on the server's host, such as a copy to a"
                        + " target that does not answer")
                .run(SETTINGS);
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
                .run(SETTINGS);
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
