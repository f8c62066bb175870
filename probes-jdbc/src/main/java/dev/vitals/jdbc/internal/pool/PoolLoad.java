package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the sessions that may be a pool's do at this moment.
 *
 * @param sessions how many there are
 * @param running how many run a statement
 * @param blocked how many of these wait for a lock
 * @param longest how long the longest statement has run; empty when none runs
 */
record PoolLoad(int sessions, int running, int blocked, Optional<Duration> longest) {
    static PoolLoad of(List<ClientSession> sessions) {
        List<Doing> running = sessions.stream()
                .flatMap(one -> one.doing().stream())
                .filter(doing -> !doing.state().startsWith("idle"))
                .toList();
        return new PoolLoad(
                sessions.size(),
                running.size(),
                (int) running.stream().filter(Doing::waitsForLock).count(),
                running.stream().map(Doing::statementAge).max(Comparator.naturalOrder()));
    }

    boolean isIdle() {
        return running == 0;
    }
}
