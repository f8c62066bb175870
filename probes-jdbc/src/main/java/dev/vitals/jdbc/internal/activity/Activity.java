package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server's client sessions do at one moment. Immutable.
 *
 * @param sessions the sessions of others, those in the oldest transactions first, then the longest idle; maybe not all
 * @param ours our own session and those of other instances of this library: held against limits like any other, but
 *     suspected of nothing
 * @param total how many there are, ours among them
 * @param limits the server's limit first, then those of roles and databases
 * @param prepared transactions without a session, oldest first
 * @param blindness why it is hidden what sessions do, and how to change that; empty when it is not
 * @param unlisted how many sessions are hidden altogether, so that they are not even among {@code sessions}
 */
public record Activity(
        List<ClientSession> sessions,
        List<ClientSession> ours,
        int total,
        List<ConnectionLimit> limits,
        List<OpenPrepared> prepared,
        Optional<Blindness> blindness,
        int unlisted) {
    /** Copies the lists. */
    public Activity {
        sessions = List.copyOf(sessions);
        ours = List.copyOf(ours);
        limits = List.copyOf(limits);
        prepared = List.copyOf(prepared);
    }

    /**
     * Why it is hidden what sessions do.
     *
     * @param cause a right is missing, or the server does not report it
     * @param why such as {@code hidden from role 'app'}, to follow what is hidden
     * @param remedy how to see it
     */
    public record Blindness(Cause cause, String why, Remedy remedy) {
        /**
         * Returns that a right is missing.
         *
         * @param who who lacks it, such as {@code role 'app'}
         * @param remedy how to grant it
         * @return the reason
         */
        public static Blindness of(String who, Remedy remedy) {
            return new Blindness(FailureKind.PERMISSION.cause(), "hidden from " + who, remedy);
        }
    }

    /**
     * Returns how many sessions were counted but not listed.
     *
     * @return 0 when every session is among {@code sessions} or {@code ours}
     */
    public int unread() {
        return Math.max(0, total - sessions.size() - ours.size());
    }

    /** Everything that counts against a limit. */
    Stream<ClientSession> held() {
        return Stream.concat(sessions.stream(), ours.stream());
    }

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
