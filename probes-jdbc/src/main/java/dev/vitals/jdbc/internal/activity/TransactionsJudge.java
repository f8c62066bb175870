package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.TransactionLimits;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a transaction stays open too long: idle, busy with one statement after the other, or prepared and forgotten.
 * Each keeps its locks, and dead rows from being removed.
 *
 * @param limits what counts as too long
 * @param idleTimeout what the server has to end a transaction that does nothing, such as a setting's name
 */
public record TransactionsJudge(TransactionLimits limits, String idleTimeout) implements Judge<Activity> {
    private static final int ROWS = 15;
    private static final int REMEDIES = 3;

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        List<OpenTransaction> all = all(activity);
        List<OpenTransaction> bad =
                all.stream().filter(one -> one.status() != Status.UP).toList();
        Result result = bad.isEmpty() ? Result.up(calm(all, activity)) : told(bad);
        Ages idle = new Ages(limits.idleWarn(), limits.idleFail());
        Ages open = new Ages(limits.openWarn(), limits.openFail());
        result = HiddenSessions.longest(result, idle.observe("transactions.idle.longest", idle(activity)), activity);
        Result observed = HiddenSessions.longest(
                        result, open.observe("transactions.open.longest", open(activity)), activity)
                .observe(Observation.of("transactions.open", all.size(), "transactions"));
        return HiddenSessions.mind(prepared(observed, activity), activity);
    }

    private List<OpenTransaction> all(Activity activity) {
        Stream<OpenTransaction> sessions =
                activity.sessions().stream().flatMap(one -> OpenTransaction.of(one, limits).stream());
        Stream<OpenTransaction> prepared = activity.prepared().stream().map(one -> OpenTransaction.of(one, limits));
        return Stream.concat(sessions, prepared).sorted(OpenTransaction.BY_HARM).toList();
    }

    private Result told(List<OpenTransaction> bad) {
        OpenTransaction first = bad.get(0);
        String others = bad.size() == 1 ? "" : "; " + (bad.size() - 1) + " more over a limit";
        Result result = Result.of(first.status(), first.cause(), first.words() + others)
                .evidence(new Evidence.Table(
                        "open transactions, most harmful first",
                        OpenTransaction.COLUMNS,
                        bad.stream().limit(ROWS).map(OpenTransaction::row).toList()));
        for (OpenTransaction one : bad.subList(0, Math.min(REMEDIES, bad.size()))) {
            result = result.remedy(one.remedy());
        }
        return result.remedy(prevention(first.cause()));
    }

    private Remedy prevention(String cause) {
        return Remedy.of(
                switch (cause) {
                    case "transactions.idle" ->
                        "keep it from coming back: no remote calls within a transaction, and " + idleTimeout;
                    case "transactions.prepared" ->
                        "keep it from coming back: look at the transaction manager's log and its recovery after a crash";
                    default -> "keep it from coming back: commit in smaller batches";
                });
    }

    private static String calm(List<OpenTransaction> all, Activity activity) {
        return all.isEmpty()
                ? "no transaction is open"
                : Words.count(all.size(), "transaction") + " open, oldest " + Quantities.duration(open(activity));
    }

    private static Duration idle(Activity activity) {
        return longest(activity.visible()
                .filter(OpenTransaction::isIdle)
                .map(one -> Activity.doing(one).stateAge()));
    }

    private static Duration open(Activity activity) {
        Stream<Duration> sessions = activity.visible()
                .map(one -> Activity.doing(one).transactionAge())
                .flatMap(Optional::stream);
        return longest(Stream.concat(sessions, activity.prepared().stream().map(OpenPrepared::age)));
    }

    /** Most servers allow none. */
    private Result prepared(Result result, Activity activity) {
        return activity.prepared().isEmpty()
                ? result
                : result.observe(new Ages(limits.preparedWarn(), limits.preparedFail())
                        .observe(
                                "transactions.prepared.longest",
                                longest(activity.prepared().stream().map(OpenPrepared::age))));
    }

    private static Duration longest(Stream<Duration> ages) {
        return ages.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
