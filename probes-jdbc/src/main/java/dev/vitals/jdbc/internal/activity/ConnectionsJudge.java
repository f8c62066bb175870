package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the server, and each role and database with a limit of its own, has connections left for an ordinary user.
 *
 * @param limits what counts as trouble
 */
public record ConnectionsJudge(ConnectionLimits limits) implements Judge<Activity> {
    private static final int TO_END = 3;
    private static final String UNIT = "connections";

    @Override
    public Result judge(Activity activity, ProbeContext context) {
        ConnectionLimit worst = activity.limits().stream()
                .max(Comparator.comparingDouble(ConnectionLimit::percent))
                .orElseThrow();
        Status status = status(worst.percent());
        Result result = status == Status.UP
                ? Result.up(worst.words())
                : told(Result.of(status, "db.connections.high", summary(worst, status)), worst, activity);
        return observed(result, worst, activity);
    }

    private Status status(double percent) {
        if (percent >= limits.failPercent()) {
            return Status.DOWN;
        }
        return percent >= limits.warnPercent() ? Status.DEGRADED : Status.UP;
    }

    private String summary(ConnectionLimit worst, Status status) {
        double limit = status == Status.DOWN ? limits.failPercent() : limits.warnPercent();
        return worst.words() + " (" + Quantities.percent(worst.percent()) + ", limit " + Quantities.percent(limit)
                + ")";
    }

    private Result told(Result found, ConnectionLimit worst, Activity activity) {
        List<ClientSession> idle = idle(activity);
        Result result = found.evidence(ConnectionTables.byState(activity));
        if (!idle.isEmpty()) {
            result = result.evidence(
                    ConnectionTables.idle("idle for more than " + Quantities.duration(limits.idle()), idle));
        }
        if (activity.hidden() > 0) {
            result = result.evidence(new Evidence.Text("good to know", List.of(HiddenSessions.words(activity))));
        }
        result = result.remedy(ConnectionTables.largest(activity));
        for (ClientSession session : idle.subList(0, Math.min(TO_END, idle.size()))) {
            result = result.remedy(Remedy.run(
                    "end the idle session of " + session.label(),
                    session.commands().end()));
        }
        return HiddenSessions.remedy(result.remedy(worst.raise()), activity);
    }

    /** Longest first. */
    private List<ClientSession> idle(Activity activity) {
        return activity.visible()
                .filter(one -> Activity.doing(one).state().equals("idle"))
                .filter(one -> Activity.doing(one).stateAge().compareTo(limits.idle()) > 0)
                .sorted(Comparator.comparing(
                                (ClientSession one) -> Activity.doing(one).stateAge())
                        .reversed())
                .toList();
    }

    private Result observed(Result result, ConnectionLimit worst, Activity activity) {
        ConnectionLimit server = activity.limits().get(0);
        return result.observe(Observation.of("connections.used", server.used(), UNIT)
                        .warnAt(server.allowed() * limits.warnPercent() / 100)
                        .failAt(server.allowed() * limits.failPercent() / 100))
                .observe(Observation.of("connections.max", server.allowed(), UNIT))
                .observe(Observation.of("connections.used.percent", worst.percent(), "%")
                        .warnAt(limits.warnPercent())
                        .failAt(limits.failPercent()))
                .observe(Observation.of("connections.idle.long", idle(activity).size(), UNIT));
    }
}
