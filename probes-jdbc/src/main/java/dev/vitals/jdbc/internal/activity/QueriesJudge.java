package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.QueryLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a client's statement runs long. One that waits for a lock is only counted: it is not what takes long.
 *
 * @param limits what counts as long
 */
public record QueriesJudge(QueryLimits limits) implements Judge<Activity> {
    private static final int ROWS = 10;
    private static final int REMEDIES = 3;
    private static final int STATEMENT = 200;

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        List<ClientSession> running = running(activity);
        long waiting = activity.visible().filter(QueriesJudge::waits).count();
        Duration longest = running.isEmpty() ? Duration.ZERO : age(running.get(0));
        Ages ages = new Ages(limits.warn(), limits.fail());
        Status status = ages.judge(longest);
        Result result = status == Status.UP
                ? Result.up(calm(running, longest) + waitingWords(waiting))
                : told(running, status, ages, waitingWords(waiting));
        Result observed = HiddenSessions.longest(result, ages.observe("queries.longest", longest), activity)
                .observe(Observation.of("queries.active", running.size(), "sessions"))
                .observe(Observation.of("queries.waiting-for-lock", waiting, "sessions"));
        return HiddenSessions.mind(observed, activity);
    }

    /** Longest first. */
    private List<ClientSession> running(Activity activity) {
        return activity.visible()
                .filter(one -> isActive(one) && !waits(one))
                .filter(one -> !limits.ignored().contains(program(one)))
                .sorted(Comparator.comparing(QueriesJudge::age).reversed())
                .toList();
    }

    private static Result told(List<ClientSession> running, Status status, Ages ages, String waiting) {
        List<ClientSession> longOnes = running.stream()
                .filter(one -> ages.judge(age(one)) != Status.UP)
                .toList();
        ClientSession first = longOnes.get(0);
        String others = longOnes.size() == 1 ? "" : " and " + (longOnes.size() - 1) + " more run long";
        Result result = Result.of(
                        status,
                        "queries.long",
                        first.label() + " has run a statement for " + Quantities.duration(age(first)) + " ("
                                + ages.limit(status) + ")" + others + waiting)
                .evidence(table(longOnes));
        for (ClientSession one : longOnes.subList(0, Math.min(REMEDIES, longOnes.size()))) {
            result = result.remedy(Remedy.run(
                    "cancel the statement of " + one.label() + " if nobody needs its answer",
                    one.commands().cancel()));
        }
        return result;
    }

    private static Evidence.Table table(List<ClientSession> sessions) {
        List<List<String>> rows = sessions.stream()
                .limit(ROWS)
                .map(one -> List.of(
                        Long.toString(one.pid()),
                        one.who(),
                        one.database(),
                        Quantities.duration(age(one)),
                        Words.line(Activity.doing(one).statement(), STATEMENT)))
                .toList();
        return new Evidence.Table(
                "longest statements",
                List.of(sessions.get(0).kind(), "who", "database", "running for", "statement"),
                rows);
    }

    private static String calm(List<ClientSession> running, Duration longest) {
        return running.isEmpty()
                ? "no statement is running"
                : Words.count(running.size(), "statement") + " running, longest " + Quantities.duration(longest);
    }

    private static String waitingWords(long waiting) {
        return waiting == 0 ? "" : "; " + Words.count(waiting, "session") + " waiting for a lock";
    }

    /** Where a server knows no programs, users stand for them. */
    private static String program(ClientSession session) {
        ClientSession.Group group = session.group();
        return group.application().isEmpty() ? group.user() : group.application();
    }

    private static boolean isActive(ClientSession session) {
        return Activity.doing(session).state().equals("active");
    }

    private static boolean waits(ClientSession session) {
        return Activity.doing(session).waitsForLock();
    }

    private static Duration age(ClientSession session) {
        return Activity.doing(session).statementAge();
    }
}
