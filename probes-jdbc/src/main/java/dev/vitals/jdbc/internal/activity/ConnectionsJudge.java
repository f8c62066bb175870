package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the server, and each role and database with a limit of its own, has connections left for an ordinary user.
 *
 * @param limits what counts as trouble
 */
public record ConnectionsJudge(ConnectionLimits limits) implements Judge<Activity> {
    private static final int TO_END = 3;

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        ConnectionLimit worst = activity.limits().stream()
                .max(Comparator.comparingDouble(ConnectionLimit::ratio))
                .orElseThrow();
        Status status = limits.used().judge(worst.ratio());
        Result result = status == Status.UP
                ? Result.up(worst.words())
                : explained(
                        Result.of(status, ActivityCauses.CONNECTIONS_HIGH, summary(worst, status)), worst, activity);
        return observed(result, worst, activity);
    }

    private String summary(ConnectionLimit worst, Status status) {
        return worst.words() + ", " + Unit.RATIO.show(worst.ratio()) + ReachedLimit.words(limits.used(), status);
    }

    private Result explained(Result found, ConnectionLimit worst, Activity activity) {
        List<ClientSession> idle = idle(activity);
        Result result = found.evidence(ConnectionTables.byState(activity));
        if (!idle.isEmpty()) {
            result = result.evidence(
                    ConnectionTables.idle("idle for " + Quantities.duration(limits.idle()) + " or longer", idle));
        }
        if (activity.hidden() > 0) {
            result = GoodToKnow.note(result, List.of(HiddenSessions.words(activity)));
        }
        result = result.remedy(ConnectionTables.largest(activity));
        for (ClientSession session : idle.subList(0, Math.min(TO_END, idle.size()))) {
            result = result.remedy(Remedy.words("end the idle session of {}", session.label())
                    .run(session.commands().end()));
        }
        return HiddenSessions.remedy(result.remedy(worst.raise()), activity);
    }

    /** Longest first. */
    private List<ClientSession> idle(Activity activity) {
        return activity.visible()
                .filter(one -> Activity.doing(one).state().equals("idle"))
                .filter(one -> Activity.doing(one).stateAge().compareTo(limits.idle()) >= 0)
                .sorted(Comparator.comparing(
                                (ClientSession one) -> Activity.doing(one).stateAge())
                        .reversed())
                .toList();
    }

    private Result observed(Result result, ConnectionLimit worst, Activity activity) {
        ConnectionLimit server = activity.limits().get(0);
        Result counted = result.observe(Observation.count("db.connections.used", server.used()))
                .observe(Observation.count("db.connections.max", server.allowed()))
                .observe(Observation.ratio("db.connections.used.ratio", worst.ratio())
                        .against(limits.used()));
        return HiddenSessions.count(
                counted,
                Observation.count("db.connections.idle.long", idle(activity).size()),
                activity);
    }
}
