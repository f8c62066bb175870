package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import java.util.ArrayList;
import java.util.List;

/** Shows the server's view of a pool's sessions. */
final class ServerSideWords {
    private static final int ROWS = 15;
    private static final int REMEDIES = 3;
    private static final int STATEMENT = 200;

    private ServerSideWords() {}

    /** Adds the idle sessions as evidence, and what could not be seen. */
    static Result addTo(Result result, ServerSide seen) {
        Result shown = seen.unused() == 0 ? result : result.evidence(table(seen.idle()));
        return seen.unknown().isEmpty()
                ? shown
                : shown.evidence(new Evidence.Text("sessions on the server", List.of(seen.unknown())));
    }

    /** Releases the locks of transactions that were left open. That does not give the pool its connections back. */
    static Result remedies(Result result, ServerSide seen) {
        Result advised = seen.grant().map(result::remedy).orElse(result);
        List<ClientSession> open = seen.idle().stream()
                .filter(one -> !doing(one).state().equals("idle"))
                .limit(REMEDIES)
                .toList();
        for (ClientSession one : open) {
            advised = advised.remedy(Remedy.words(
                            "to release the locks of its open transaction before that, end the session of {}",
                            one.label())
                    .run(one.commands().end()));
        }
        return advised;
    }

    private static Evidence.Table table(List<ClientSession> idle) {
        List<List<String>> rows = new ArrayList<>();
        for (ClientSession one : idle.subList(0, Math.min(ROWS, idle.size()))) {
            Doing doing = doing(one);
            rows.add(List.of(
                    Long.toString(one.pid()),
                    one.who(),
                    one.database(),
                    doing.state(),
                    Quantities.duration(doing.stateAge()),
                    Clean.line(doing.statement(), STATEMENT)));
        }
        if (idle.size() > ROWS) {
            rows.add(List.of("and " + (idle.size() - ROWS) + " more", "", "", "", "", ""));
        }
        return new Evidence.Table(
                "idle sessions of the pool's user from this host",
                List.of("pid", "who", "database", "state", "for", "last statement"),
                rows);
    }

    private static Doing doing(ClientSession session) {
        return session.doing().orElseThrow();
    }
}
