package dev.vitals.format;

import static dev.vitals.triage.Checks.check;

import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import dev.vitals.triage.SampleKnowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Makes reports for tests as the engine would make them. */
public final class Reports {
    static final Instant SINCE = Instant.parse("2026-11-20T02:58:41Z");

    private Reports() {}

    static Report report(CheckReport... checks) {
        return report(Selection.ALL, List.of(checks));
    }

    public static Report report(Selection selection, List<CheckReport> checks) {
        Status status = Passing.status(checks);
        return Report.builder("orders", selection)
                .status(status)
                .ready(Passing.READY.passes(status, checks))
                .passed(Passing.of(selection.group()).passes(status, checks))
                .verdict(SampleKnowledge.TRIAGE.judge(checks))
                .checks(checks.stream()
                        .sorted(Comparator.comparing(CheckReport::status)
                                .reversed()
                                .thenComparing(CheckReport::name))
                        .toList())
                .at(Checks.AT)
                .since(SINCE, Duration.between(SINCE, Checks.AT))
                .build();
    }

    /** The report of the design: a session that blocks others exhausts a pool and slows an HTTP service down. */
    static List<CheckReport> incident() {
        return List.of(
                locks(),
                pool(),
                check("payments", Result.degraded("http.slow", "p95 2.4 s (warn 2 s)")),
                check("sessions.memory", Result.up("61 % of 512 MiB (warn 80)")),
                check("uploads", Result.up("41 % free (warn 10)"), policy -> policy.scope(Scope.LOCAL)),
                check("heap", Result.up("52 % after GC (warn 80)"), policy -> policy.scope(Scope.LOCAL)),
                check("orders-db", Result.up("SELECT 1 in 2 ms"), policy -> policy.resource("orders-db")),
                check(
                        "orders-db.connections",
                        Result.up("31 of 97 (warn 80 %)"),
                        policy -> policy.resource("orders-db").dependsOn("orders-db")),
                check("sessions", Result.up("PING in 1 ms"), policy -> policy.resource("sessions")),
                check("threads", Result.up()));
    }

    private static CheckReport locks() {
        Node migration = new Node(
                "10774 app=migrate  waits 3 m 50 s  orders AccessExclusiveLock  alter table orders …",
                List.of(Node.leaf("10784 app=web  waits 3 m 49 s  orders AccessShareLock  select …   and 9 more")));
        Node blocker = new Node(
                "pid 10728  app=billing  idle in transaction 4 m 20 s   last: update orders set state=? where id=?",
                List.of(
                        Node.leaf("10732 app=web   waits 4 m 10 s  transactionid ShareLock      update orders …"),
                        migration));
        Result result = Result.degraded("locks.blocked", "1 session blocks 12 others, longest wait 4 m 10 s")
                .observe(Observation.duration("locks.wait", Duration.ofSeconds(250))
                        .against(Threshold.above(Duration.ofSeconds(30), Duration.ofMinutes(5))))
                .evidence(new Evidence.Tree("who blocks whom", List.of(blocker)))
                .remedy(Remedy.words("commit or roll back in billing; last resort")
                        .run(Command.sql("SELECT pg_terminate_backend({});", 10728)))
                .remedy(Remedy.words("cancel the migration first if it is the only one that hurts"));
        return check("orders-db.locks", result, policy -> policy.resource("orders-db"));
    }

    private static CheckReport pool() {
        Result result = Result.down("pool.exhausted", "10 of 10 in use, 23 threads waiting (limit 0), longest 3.9 s")
                .observe(Observation.count("pool.active", 10)
                        .against(Threshold.countAbove(10, 10).failOnly()))
                .observe(Observation.count("pool.waiting", 23)
                        .against(Threshold.countAbove(1, 1).warnOnly()))
                .evidence(callers("waiting", "OrderService.place", "15", "ReportJob.run", "8"))
                .evidence(callers("holding", "OrderService.place", "9", "BillingJob.close", "1"));
        return check(
                "orders-pool", result, policy -> policy.impact(Impact.CRITICAL).resource("orders-db"));
    }

    private static Evidence callers(String title, String first, String firstCount, String second, String secondCount) {
        return new Evidence.Table(
                title,
                List.of("application frame", "threads"),
                List.of(List.of(first, "×" + firstCount), List.of(second, "×" + secondCount)));
    }
}
