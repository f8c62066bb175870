package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a transaction stays open too long: idle, busy with one statement after the other, or prepared and forgotten.
 * Each keeps its locks, and dead rows from being removed.
 *
 * @param limits what counts as too long
 * @param readers the programs that mean to take long
 * @param idleTimeout what makes the server end a transaction that does nothing, such as a setting's name
 */
public record TransactionsJudge(TransactionLimits limits, LongReaders readers, String idleTimeout)
        implements Judge<Activity> {
    private static final int ROWS = 15;
    private static final int REMEDIES = 3;

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        List<OpenTransaction> all = all(activity);
        List<OpenTransaction> bad =
                all.stream().filter(one -> one.status() != Status.UP).toList();
        Result result = bad.isEmpty() ? Result.up(calm(all, activity)) : explained(bad, context);
        Result noted =
                readers.note(result, activity.visible().filter(this::isOld).toList());
        return HiddenSessions.mind(observed(noted, all.size(), activity), activity);
    }

    private boolean isOld(ClientSession session) {
        return Activity.doing(session)
                .transactionAge()
                .filter(age -> limits.open().judge(age) != Status.UP)
                .isPresent();
    }

    private List<OpenTransaction> all(Activity activity) {
        Stream<OpenTransaction> sessions =
                activity.sessions().stream().flatMap(one -> OpenTransaction.of(one, limits, readers).stream());
        Stream<OpenTransaction> prepared = activity.prepared().stream().map(one -> OpenTransaction.of(one, limits));
        return Stream.concat(sessions, prepared).sorted(OpenTransaction.BY_HARM).toList();
    }

    private Result explained(List<OpenTransaction> bad, ProbeContext context) {
        OpenTransaction first = bad.get(0);
        String others = bad.size() == 1 ? "" : "; " + (bad.size() - 1) + " more over a limit";
        Status worst = bad.stream().map(OpenTransaction::status).reduce(Status.UP, Status::worst);
        Result result = Result.of(worst, first.cause(), first.words() + others)
                .evidence(new Evidence.Table(
                        "open transactions, most harmful first",
                        OpenTransaction.COLUMNS,
                        bad.stream().limit(ROWS).map(OpenTransaction::row).toList()));
        for (OpenTransaction one : bad.subList(0, Math.min(REMEDIES, bad.size()))) {
            result = result.remedy(one.remedy());
        }
        return Culprit.blame(
                result.remedy(prevention(first.cause())),
                bad.stream().map(OpenTransaction::culprit).toList(),
                context);
    }

    private Remedy prevention(Cause cause) {
        if (cause.equals(ActivityCauses.TRANSACTION_IDLE)) {
            return Remedy.words("keep it from coming back: no remote calls within a transaction, and {}", idleTimeout);
        }
        return Remedy.words(
                cause.equals(ActivityCauses.TRANSACTION_PREPARED)
                        ? "keep it from coming back: look at the transaction manager's log and its recovery after a crash"
                        : "keep it from coming back: commit in smaller batches");
    }

    private String calm(List<OpenTransaction> all, Activity activity) {
        return all.isEmpty()
                ? "no transaction is open"
                : Plural.of(all.size(), "transaction") + " open"
                        + open(activity)
                                .map(age -> ", oldest " + Quantities.duration(age))
                                .orElse("");
    }

    private Result observed(Result found, int number, Activity activity) {
        Result result = HiddenSessions.longest(
                found,
                idle(activity),
                age -> Observation.duration("transactions.idle.longest", age).against(limits.idle()),
                activity);
        result = HiddenSessions.longest(
                result,
                open(activity),
                age -> Observation.duration("transactions.open.longest", age).against(limits.open()),
                activity);
        result = HiddenSessions.count(result, Observation.count("transactions.open", number), activity);
        Optional<Observation> prepared = prepared(activity)
                .map(age -> Observation.duration("transactions.prepared.longest", age)
                        .against(limits.prepared()));
        return prepared.map(result::observe).orElse(result);
    }

    private Optional<Duration> idle(Activity activity) {
        return longest(activity.visible()
                .filter(one -> OpenTransaction.isIdle(one) && !readers.know(one))
                .map(one -> Activity.doing(one).stateAge()));
    }

    private Optional<Duration> open(Activity activity) {
        Stream<Duration> sessions = activity.visible()
                .filter(one -> !readers.know(one))
                .map(one -> Activity.doing(one).transactionAge())
                .flatMap(Optional::stream);
        return longest(Stream.concat(sessions, activity.prepared().stream().map(OpenPrepared::age)));
    }

    /** Empty on most servers, which allow none. */
    private static Optional<Duration> prepared(Activity activity) {
        return longest(activity.prepared().stream().map(OpenPrepared::age));
    }

    private static Optional<Duration> longest(Stream<Duration> ages) {
        return ages.max(Comparator.naturalOrder());
    }
}
