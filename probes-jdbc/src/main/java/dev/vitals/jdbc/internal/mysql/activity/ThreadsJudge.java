package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether work piles up on the server. One look with many running threads is a burst; several in a row are a pile. Used by
 * one check, so not thread-safe.
 */
public final class ThreadsJudge implements Judge<Snapshot> {
    private static final int ROWS = 10;
    private static final int STATEMENT = 200;

    private final ThreadLimits limits;
    private int inARow;
    private @Nullable Snapshot last;

    public ThreadsJudge(ThreadLimits limits) {
        this.limits = limits;
    }

    @Override
    public Result judge(Snapshot snapshot, ProbeContext context) {
        long running = snapshot.status().number("Threads_running");
        if (running < limits.running()) {
            inARow = 0;
        } else if (!snapshot.equals(last)) {
            inARow++;
        }
        last = snapshot;
        Result result = inARow >= limits.looks()
                ? told(running, snapshot)
                : Result.up(Words.count(running, "thread") + " running");
        return result.observe(
                Observation.of("threads.running", running, "threads").warnAt(limits.running()));
    }

    private Result told(long running, Snapshot snapshot) {
        List<ClientSession> active = active(snapshot);
        Result result = Result.degraded(
                "threads.piling-up",
                Words.count(running, "thread") + " running (limit " + limits.running() + "), in " + inARow
                        + " looks in a row");
        return (active.isEmpty() ? result : result.evidence(table(active)))
                .remedy(Remedy.run(
                        "see what they all do: the same statement, the same state",
                        "SELECT state, left(info, 80) AS statement, count(*) FROM information_schema.processlist"
                                + " WHERE command <> 'Sleep' GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 10;"))
                .remedy(Remedy.of("look for a statement that has lost its index, a hot row, or a saturated disk"));
    }

    private static List<ClientSession> active(Snapshot snapshot) {
        return snapshot.activity().sessions().stream()
                .filter(one -> one.doing()
                        .filter(doing -> doing.state().equals("active"))
                        .isPresent())
                .sorted(Comparator.comparing(
                                (ClientSession one) -> one.doing().orElseThrow().statementAge())
                        .reversed())
                .toList();
    }

    private static Evidence.Table table(List<ClientSession> sessions) {
        return new Evidence.Table(
                "running, longest first",
                List.of(MySqlSessions.KIND, "who", "running for", "statement"),
                sessions.stream().limit(ROWS).map(ThreadsJudge::row).toList());
    }

    private static List<String> row(ClientSession session) {
        ClientSession.Doing doing = session.doing().orElseThrow();
        return List.of(
                Long.toString(session.pid()),
                session.who(),
                Quantities.duration(doing.statementAge()),
                Words.line(doing.statement(), STATEMENT));
    }
}
