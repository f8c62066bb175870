package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.Activity.Blindness;
import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The server's view of the connections that a pool has given out.
 *
 * <p>The server does not know which session belongs to which pool. Those of the pool are among the sessions of its user, to
 * its database, from this host. All of these that are not idle may be the pool's, so the connections it has given out
 * beyond their number are idle. Other pools of the same user may therefore hide a leak, but cannot feign one.
 *
 * @param used connections that the pool has given out
 * @param unused how many of these do nothing on the server, at least
 * @param limit how long a session must have been idle to count as doing nothing
 * @param idle the sessions that may be the pool's and do nothing, longest first
 * @param load what those sessions do now; empty when not all of the pool's are among the visible ones
 * @param limits how many connections the server allows and has, in all and of each role and database with a limit
 * @param unknown why there may be more; empty when there is no reason
 * @param grant how to see more
 */
public record ServerSide(
        int used,
        int unused,
        Duration limit,
        List<ClientSession> idle,
        Optional<PoolLoad> load,
        List<ConnectionLimit> limits,
        String unknown,
        Optional<Remedy> grant) {

    static ServerSide notAsked(Failure failure) {
        String why = "the server was not asked what the pool's sessions do: "
                + failure.kind().words();
        return new ServerSide(0, 0, Duration.ZERO, List.of(), Optional.empty(), List.of(), why, Optional.empty());
    }

    static ServerSide of(Activity activity, Target pool, int used, Duration limit) {
        List<ClientSession> own =
                activity.sessions().stream().filter(one -> mayBeOf(pool, one)).toList();
        List<ClientSession> idle = own.stream()
                .filter(one -> age(one).compareTo(limit) >= 0)
                .sorted(Comparator.comparing(ServerSide::age).reversed())
                .toList();
        int unlisted = activity.unread();
        int busy = own.size() - idle.size() + unlisted;
        int unused = own.size() < used ? 0 : Math.max(0, used - busy);
        long hidden = own.stream().filter(one -> one.doing().isEmpty()).count();
        Optional<Remedy> grant =
                hidden == 0 ? Optional.empty() : activity.blindness().map(Blindness::remedy);
        Optional<PoolLoad> load =
                hidden == 0 && unlisted == 0 && own.size() >= used ? Optional.of(PoolLoad.of(own)) : Optional.empty();
        return new ServerSide(
                used, unused, limit, idle, load, activity.limits(), unknown(own.size(), used, hidden), grant);
    }

    /** The same before sessions can have been idle for as long as a leak takes to show: they may come from before. */
    ServerSide withoutLeak() {
        return new ServerSide(used, 0, limit, List.of(), load, limits, unknown, grant);
    }

    /** No session of the pool's user runs a statement, and all of the pool's are among them. */
    boolean isDatabaseIdle() {
        return load.filter(PoolLoad::isIdle).isPresent();
    }

    /** Most connections in use do nothing. Fewer would not explain why the pool is in full use. */
    boolean showsLeak() {
        return unused > 0 && 2 * unused >= used;
    }

    /** To follow a summary. */
    String summary() {
        if (unused == 0 && isDatabaseIdle()) {
            return "; the database is idle: no session of the pool's user runs a statement";
        }
        return unused == 0
                ? ""
                : "; at least " + unused + " in use but idle on the server for " + Quantities.duration(limit)
                        + " or more";
    }

    private static boolean mayBeOf(Target pool, ClientSession session) {
        boolean user = pool.user().isEmpty()
                || pool.user().get().equals(session.group().user());
        boolean database = pool.database().isEmpty() || pool.database().equals(session.database());
        return user && database && !session.elsewhere();
    }

    private static String unknown(int own, int used, long hidden) {
        if (hidden > 0) {
            return "what " + hidden + " of " + Plural.of(own, "session") + " of the pool's user do is hidden";
        }
        return own >= used
                ? ""
                : "the server shows " + Plural.of(own, "session") + " of the pool's user from this host, fewer than"
                        + " the pool has in use: its sessions cannot be identified";
    }

    /** How long a session has been idle; less than nothing for one that is not, or is hidden. */
    private static Duration age(ClientSession session) {
        return session.doing()
                .filter(doing -> doing.state().startsWith("idle"))
                .map(Doing::stateAge)
                .orElse(Duration.ofNanos(-1));
    }
}
