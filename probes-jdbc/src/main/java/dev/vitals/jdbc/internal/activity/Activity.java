package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server's client sessions do at one moment. Our own sessions are not among them. Immutable.
 *
 * @param sessions the sessions, those in the oldest transactions first, then the longest idle; maybe not all
 * @param total how many there are
 * @param limits the server's limit first, then those of roles and databases
 * @param prepared transactions without a session, oldest first
 * @param blindness which role may not see what others do, and how to change that; empty when it may
 * @param unlisted how many sessions are hidden altogether, so that they are not even among {@code sessions}
 */
public record Activity(
        List<ClientSession> sessions,
        int total,
        List<ConnectionLimit> limits,
        List<OpenPrepared> prepared,
        Optional<Blindness> blindness,
        int unlisted) {
    /** Copies the lists. */
    public Activity {
        sessions = List.copyOf(sessions);
        limits = List.copyOf(limits);
        prepared = List.copyOf(prepared);
    }

    /**
     * Makes one of a server that lists every session, even one whose activity is hidden.
     *
     * @param sessions the sessions
     * @param total how many there are
     * @param limits the limits
     * @param prepared transactions without a session
     * @param blindness which role may not see what others do
     */
    public Activity(
            List<ClientSession> sessions,
            int total,
            List<ConnectionLimit> limits,
            List<OpenPrepared> prepared,
            Optional<Blindness> blindness) {
        this(sessions, total, limits, prepared, blindness, 0);
    }

    /**
     * Why sessions are hidden.
     *
     * @param who the role that may not see them, such as {@code role 'app'}
     * @param remedy how to let it see them
     */
    public record Blindness(String who, Remedy remedy) {}

    Stream<ClientSession> visible() {
        return sessions.stream().filter(one -> !one.isHidden());
    }

    int hidden() {
        return unlisted
                + (int) sessions.stream().filter(ClientSession::isHidden).count();
    }

    static ClientSession.Doing doing(ClientSession session) {
        return session.doing().orElseThrow();
    }
}
