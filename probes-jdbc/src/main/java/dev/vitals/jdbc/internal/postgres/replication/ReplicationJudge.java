package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.postgres.server.PostgresGrants;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Whether standbys keep up: a standby with its primary, and a primary's standbys with it; a standby of a standby is both.
 * And whether subscriptions receive.
 */
public final class ReplicationJudge implements Judge<Replication> {
    private static final int ROWS = 20;

    private final ReplicationLimits limits;
    private final StandbyLag lag;
    private final SubscriberSide subscriber;

    /**
     * Makes the judge.
     *
     * @param limits what counts as behind
     */
    public ReplicationJudge(ReplicationLimits limits) {
        this(limits, System::nanoTime);
    }

    ReplicationJudge(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.lag = new StandbyLag(limits, nanoTime);
        this.subscriber = new SubscriberSide(limits, nanoTime);
    }

    @Override
    public Result judge(Replication seen, ProbeContext context) {
        StandbyLag.Lag own = lag.of(seen.node());
        List<Finding> findings = new ArrayList<>(own.findings());
        findings.addAll(PrimarySide.findings(seen, limits));
        findings.addAll(subscriber.findings(seen.subscriptions()));
        String calm = seen.node().standby() ? own.words() : PrimarySide.words(seen);
        Result result = blamed(Finding.worst(findings, calm), seen, context);
        if (!findings.isEmpty() && !seen.standbys().isEmpty()) {
            result = result.evidence(table(seen.standbys()));
        }
        result = GoodToKnow.note(result, subscriber.notes(seen.subscriptions()));
        result = observed(result, seen, own);
        return mindHidden(result, seen, own);
    }

    /** So that one session that blocks is one root, whichever checks see it. */
    private static Result blamed(Result found, Replication seen, ProbeContext context) {
        if (!found.cause().equals(SubscriptionCauses.WAITING.code())) {
            return found;
        }
        List<Culprit> holders = seen.subscriptions().stream()
                .flatMap(one -> one.holders().stream())
                .filter(pid -> pid > 0)
                .map(Culprit::session)
                .toList();
        return Culprit.blame(found, holders, context);
    }

    private Result observed(Result found, Replication seen, StandbyLag.Lag own) {
        boolean standby = seen.node().standby();
        Observation standbys =
                Observation.count("replication.standbys", seen.standbys().size());
        Result result = found.observe(standby ? standbys : standbys.against(limits.standbys()));
        if (!seen.subscriptions().isEmpty()) {
            result = result.observe(Observation.count(
                    "replication.subscriptions", seen.subscriptions().size()));
        }
        OptionalLong farthest = PrimarySide.farthest(seen);
        if (farthest.isPresent()) {
            result = result.observe(Observation.bytes("replication.behind", farthest.getAsLong())
                    .against(limits.behind()));
        }
        return standby && !own.hidden()
                ? result.observe(
                        Observation.duration("replication.lag", own.lag()).against(limits.lag()))
                : result;
    }

    private static Result mindHidden(Result result, Replication seen, StandbyLag.Lag own) {
        long hidden =
                seen.standbys().stream().filter(Replication.Standby::hidden).count();
        String role = seen.node().blindRole().orElse("");
        if (role.isEmpty() || (hidden == 0 && !own.hidden())) {
            return result;
        }
        String what = own.hidden()
                ? "whether this standby still hears from its primary"
                : "the lag of " + Plural.of(hidden, "standby connection");
        return Finding.blinded(
                result,
                what + " is hidden from " + PostgresGrants.shown(role),
                PostgresGrants.monitor(role, "let this role see how replication goes"));
    }

    private static Evidence.Table table(List<Replication.Standby> standbys) {
        return new Evidence.Table(
                "standbys",
                List.of("name", "client", "state", "mode", "behind", "last reply"),
                standbys.stream()
                        .limit(ROWS)
                        .map(one -> List.of(
                                one.name(),
                                one.client(),
                                one.state(),
                                one.mode(),
                                one.behind().map(Quantities::bytes).orElse(""),
                                one.reply()
                                        .map(age -> Quantities.duration(age) + " ago")
                                        .orElse("")))
                        .toList());
    }
}
