package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.postgres.Replication.Server;
import dev.vitals.jdbc.internal.postgres.Replication.Standby;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether standbys keep up, seen from whichever side this server is on; both, in the middle of a cascade. */
final class ReplicationJudge implements Judge<Replication> {
    private static final int ROWS = 15;

    private final ReplicationLimits limits;
    private final StandbySide standby;
    private final PrimarySide primary;

    ReplicationJudge(ReplicationLimits limits) {
        this(limits, System::nanoTime);
    }

    ReplicationJudge(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.standby = new StandbySide(limits, nanoTime);
        this.primary = new PrimarySide(limits);
    }

    @Override
    public Result judge(Replication seen, ProbeContext context) {
        Server server = seen.server();
        Optional<Duration> lag = server.recovery() ? Optional.of(standby.lag(server)) : Optional.empty();
        List<Finding> findings = new ArrayList<>(primary.findings(seen));
        lag.flatMap(age -> standby.finding(server, age)).ifPresent(findings::add);
        Result result = findings.isEmpty() ? calm(seen, lag) : Finding.result(findings);
        if (!seen.standbys().isEmpty() && !findings.isEmpty()) {
            result = result.evidence(table(seen.standbys()));
        }
        return observed(result, seen, lag);
    }

    private Result calm(Replication seen, Optional<Duration> lag) {
        Optional<Result> unknown = unknown(seen);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<String> words = new ArrayList<>();
        lag.ifPresent(age -> words.add(
                age.isZero()
                        ? "standby, everything received is replayed"
                        : "standby, " + Words.duration(age) + " behind"));
        if (!seen.standbys().isEmpty()) {
            words.add(Words.count(seen.standbys().size(), "standby") + ", at most "
                    + Quantities.bytes(PrimarySide.furthest(seen)) + " behind");
        }
        return Result.up(words.isEmpty() ? "no standby is connected" : String.join("; ", words));
    }

    private Optional<Result> unknown(Replication seen) {
        Optional<String> hidden = hidden(seen);
        if (hidden.isPresent()) {
            Result unknown = Result.unknown("db.privilege", hidden.get());
            return seen.server()
                    .blindRole()
                    .map(role -> unknown.remedy(PostgresGrants.monitor(role)))
                    .or(() -> Optional.of(unknown));
        }
        return standby.isUnsure(seen.server()) ? Optional.of(unheard()) : Optional.empty();
    }

    private static Result unheard() {
        return Result.unknown(
                        "replication.broken",
                        "the primary has said nothing for a while, and with wal_receiver_timeout = 0 nobody asks it"
                                + " for a sign of life")
                .remedy(Remedy.run(
                        "have this standby ask",
                        "ALTER SYSTEM SET wal_receiver_timeout = '1min'; SELECT pg_reload_conf();"));
    }

    private Optional<String> hidden(Replication seen) {
        long standbys = seen.standbys().stream().filter(Standby::isHidden).count();
        if (standbys > 0) {
            return Optional.of("how far " + Words.count(standbys, "standby") + (standbys == 1 ? " is" : " are")
                    + " behind is hidden from this role");
        }
        return standby.isBlind(seen.server())
                ? Optional.of("when the primary was heard of last is hidden from this role")
                : Optional.empty();
    }

    private Result observed(Result result, Replication seen, Optional<Duration> lag) {
        Result counted = result.observe(
                Observation.of("replication.standbys", seen.standbys().size(), "standbys"));
        Result behind = seen.standbys().stream().allMatch(Standby::isHidden)
                ? counted
                : counted.observe(Observation.of("replication.behind", PrimarySide.furthest(seen), "bytes")
                        .warnAt(limits.behindWarn())
                        .failAt(limits.behindFail()));
        return lag.isEmpty()
                ? behind
                : behind.observe(Observation.of("replication.lag", lag.get().toMillis() / 1_000d, "s")
                        .warnAt(limits.lagWarn().toMillis() / 1_000d)
                        .failAt(limits.lagFail().toMillis() / 1_000d));
    }

    private static Evidence table(List<Standby> standbys) {
        return new Evidence.Table(
                "standbys, furthest behind first",
                List.of("standby", "client", "state", "sync", "behind", "last reply"),
                standbys.stream()
                        .limit(ROWS)
                        .map(one -> List.of(
                                one.name(),
                                one.client(),
                                one.state().orElse("hidden"),
                                one.sync(),
                                one.behind().isPresent()
                                        ? Quantities.bytes(one.behind().getAsLong())
                                        : "hidden",
                                one.replyAge()
                                        .map(age -> Words.duration(age) + " ago")
                                        .orElse("")))
                        .toList());
    }
}
