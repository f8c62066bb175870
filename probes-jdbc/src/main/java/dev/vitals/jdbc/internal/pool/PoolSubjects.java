package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import java.util.List;

/** What a finding about a pool is about. */
final class PoolSubjects {
    private PoolSubjects() {}

    /** A pool without a name of its own bears that of the set of checks it belongs to. */
    static Subject of(Pool pool, ProbeContext context) {
        String name = pool.name();
        return Subject.pool(name.equals(KnownPool.NAMELESS) || name.isBlank() ? Culprit.server(context) : name);
    }

    /** Adds sessions of the server, the longest idle first. */
    static Result addSessions(Result result, List<ClientSession> sessions, ProbeContext context) {
        List<Culprit> culprits =
                sessions.stream().map(one -> Culprit.session(one.pid())).toList();
        return Culprit.blame(result, culprits, context);
    }
}
