package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.findings.Seconds;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a client's statement runs long. One that waits for a lock is only counted: it is not what takes long.
 *
 * @param limits what counts as long
 * @param readers the programs that mean to take long
 */
public record QueriesJudge(LongQueryLimits limits, LongReaders readers) implements Judge<Activity> {
    private static final int ROWS = 10;
    private static final int REMEDIES = 3;
    private static final int STATEMENT = 200;

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        List<ClientSession> running = running(activity);
        long waiting = activity.visible().filter(QueriesJudge::waits).count();
        List<ClientSession> longOnes = running.stream()
                .filter(one -> status(one) != Status.UP)
                .sorted(worstFirst())
                .toList();
        Result result = longOnes.isEmpty()
                ? Result.up(calm(running) + waitingWords(waiting))
                : explained(longOnes, waitingWords(waiting), context);
        Result noted = readers.note(
                result,
                running.stream()
                        .filter(one -> limits.longest().judge(age(one)) != Status.UP)
                        .toList());
        return HiddenSessions.mind(observed(noted, running, waiting, activity), activity);
    }

    private Result observed(Result found, List<ClientSession> running, long waiting, Activity activity) {
        Optional<Duration> longest =
                running.stream().filter(one -> !readers.know(one)).findFirst().map(QueriesJudge::age);
        Result result = HiddenSessions.longest(
                found,
                longest,
                age -> Observation.duration("queries.longest", age).against(limits.longest()),
                activity);
        result = HiddenSessions.count(result, Observation.count("queries.active", running.size()), activity);
        return HiddenSessions.count(result, Observation.count("queries.waiting-for-lock", waiting), activity);
    }

    /** Longest first. */
    private List<ClientSession> running(Activity activity) {
        return activity.visible()
                .filter(one -> isActive(one) && !waits(one))
                .sorted(Comparator.comparing(QueriesJudge::age).reversed())
                .toList();
    }

    /** A program that means to take long may be the longest, and another one worse. */
    private Comparator<ClientSession> worstFirst() {
        return Comparator.comparing(this::status).reversed();
    }

    private Status status(ClientSession session) {
        return readers.limit(session, limits.longest()).judge(age(session));
    }

    private Result explained(List<ClientSession> longOnes, String waiting, ProbeContext context) {
        ClientSession first = longOnes.get(0);
        Status status = status(first);
        String others = longOnes.size() == 1 ? "" : " and " + (longOnes.size() - 1) + " more run long";
        Result result = Result.of(
                        status,
                        ActivityCauses.QUERY_LONG,
                        first.label() + " has run a statement for " + Quantities.duration(age(first))
                                + ReachedLimit.words(readers.limit(first, limits.longest()), status) + others + waiting)
                .evidence(table(longOnes));
        for (ClientSession one : longOnes.subList(0, Math.min(REMEDIES, longOnes.size()))) {
            result = result.remedy(Remedy.words("cancel the statement of {} if its answer is not needed", one.label())
                    .run(one.commands().cancel()));
        }
        return Culprit.blame(
                result, longOnes.stream().map(ClientSession::culprit).toList(), context);
    }

    private static Evidence.Table table(List<ClientSession> sessions) {
        List<List<String>> rows = sessions.stream()
                .limit(ROWS)
                .map(one -> List.of(
                        Long.toString(one.pid()),
                        one.who(),
                        one.database(),
                        Seconds.of(age(one)),
                        Clean.line(Activity.doing(one).statement(), STATEMENT)))
                .toList();
        return new Evidence.Table(
                "longest statements",
                List.of(sessions.get(0).kind(), "who", "database", "running seconds", "statement"),
                rows);
    }

    private static String calm(List<ClientSession> running) {
        return running.isEmpty()
                ? "no statement is running"
                : Plural.of(running.size(), "statement") + " running, longest "
                        + Quantities.duration(age(running.get(0)));
    }

    private static String waitingWords(long waiting) {
        return waiting == 0 ? "" : "; " + Plural.of(waiting, "session") + " waiting for a lock";
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
