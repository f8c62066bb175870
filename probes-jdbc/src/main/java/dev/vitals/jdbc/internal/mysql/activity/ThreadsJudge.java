package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Seconds;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.util.Comparator;
import java.util.List;

/**
 * Whether work piles up on the server. One sample with many running threads is a burst; several in a row are a pile. Used
 * by one check, so not thread-safe.
 */
public final class ThreadsJudge implements Judge<Snapshot> {
    private static final int ROWS = 10;
    private static final int STATEMENT = 200;

    private final ThreadLimits limits;
    private int inARow;

    public ThreadsJudge(ThreadLimits limits) {
        this.limits = limits;
    }

    @Override
    public Result judge(Snapshot snapshot, ProbeContext context) {
        long running = snapshot.status().number("Threads_running");
        Observation seen = Observation.count("threads.running", running).against(limits.running());
        inARow = seen.judge() == Status.UP ? 0 : inARow + 1;
        String words = Plural.of(running, "thread") + " running";
        boolean piled = inARow > 0 && inARow >= limits.samples();
        return (piled ? pile(seen.judge(), words, snapshot) : Result.up(words)).observe(seen);
    }

    private Result pile(Status status, String words, Snapshot snapshot) {
        List<ClientSession> active = active(snapshot);
        Result result = Result.of(
                status,
                MySqlActivityCauses.PILING_UP,
                words + limits.running().suffix(status) + ", in " + Plural.of(inARow, "sample") + " in a row");
        return (active.isEmpty() ? result : result.evidence(table(active)))
                .remedy(Remedy.words("see what they have in common: the same statement, the same state")
                        .run(Command.sql(
                                "SELECT state, left(info, 80) AS statement, count(*) FROM information_schema.processlist"
                                        + " WHERE command <> 'Sleep' GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 10")))
                .remedy(Remedy.words("look for a statement that has lost its index, a hot row, or a saturated disk"));
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
                List.of(MySqlSessions.KIND, "who", "running seconds", "statement"),
                sessions.stream().limit(ROWS).map(ThreadsJudge::row).toList());
    }

    private static List<String> row(ClientSession session) {
        ClientSession.Doing doing = session.doing().orElseThrow();
        return List.of(
                Long.toString(session.pid()),
                session.who(),
                Seconds.of(doing.statementAge()),
                Clean.line(doing.statement(), STATEMENT));
    }
}
