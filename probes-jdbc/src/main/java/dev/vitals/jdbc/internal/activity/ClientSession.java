package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.text.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client's session on a server. Its texts may be shown. Immutable.
 *
 * @param kind what {@code pid} is the number of: {@code pid} for a process, {@code connection} for what is none and must
 *     not be taken for one
 * @param pid the server's number for it
 * @param who application, user and address, as far as they are known; may be empty
 * @param group application and user, to count by
 * @param database the database it is connected to; may be empty
 * @param doing what it does; empty when this role may not see that
 * @param commands how to stop it
 * @param elsewhere whether it is known to come from another host than our own session
 */
public record ClientSession(
        String kind,
        long pid,
        String who,
        Group group,
        String database,
        Optional<Doing> doing,
        Commands commands,
        boolean elsewhere) {

    /**
     * Makes a session that is a process of the server, and of which nobody knows where it comes from.
     *
     * @param pid the server's number for it
     * @param who application, user and address, as far as they are known; may be empty
     * @param group application and user, to count by
     * @param database the database it is connected to; may be empty
     * @param doing what it does; empty when this role may not see that
     * @param commands how to stop it
     */
    public ClientSession(long pid, String who, Group group, String database, Optional<Doing> doing, Commands commands) {
        this("pid", pid, who, group, database, doing, commands, false);
    }

    /**
     * What sessions of one program have in common.
     *
     * @param application the program's name for itself; may be empty
     * @param user who logged in; may be empty
     */
    public record Group(String application, String user) {}

    /**
     * What a session does.
     *
     * @param state {@code active}, {@code idle}, {@code idle in transaction} or the like
     * @param stateAge how long it has been so
     * @param statementAge how long ago its statement began
     * @param transactionAge how long ago its transaction began; empty outside of one
     * @param waitsForLock whether it waits for a lock rather than works
     * @param harm what it does to others
     * @param statement the running or last statement, without literals; may be empty
     */
    public record Doing(
            String state,
            Duration stateAge,
            Duration statementAge,
            Optional<Duration> transactionAge,
            boolean waitsForLock,
            Harm harm,
            String statement) {}

    /**
     * What an open transaction does to others.
     *
     * @param blocks how many sessions wait for it
     * @param snapshot whether it keeps dead rows from being removed
     * @param writes whether it has written
     * @param rows how many rows it has written; empty when the server does not tell
     */
    public record Harm(int blocks, boolean snapshot, boolean writes, OptionalLong rows) {
        /**
         * Makes one of a server that does not count rows.
         *
         * @param blocks how many sessions wait for it
         * @param snapshot whether it keeps dead rows from being removed
         * @param writes whether it has written
         */
        public Harm(int blocks, boolean snapshot, boolean writes) {
            this(blocks, snapshot, writes, OptionalLong.empty());
        }

        /** Larger is worse. */
        int rank() {
            if (blocks > 0) {
                return 3;
            }
            if (snapshot) {
                return 2;
            }
            return writes ? 1 : 0;
        }

        String words() {
            if (blocks > 0) {
                return "blocks " + blocks;
            }
            if (snapshot) {
                return "holds back vacuum";
            }
            String number = rows.isPresent() ? " " + Words.count(rows.getAsLong(), "row") : "";
            return writes ? "has written" + number : "";
        }
    }

    /**
     * The statements that stop a session, for a person to run.
     *
     * @param cancel ends the running statement
     * @param end ends the session
     */
    public record Commands(String cancel, String end) {}

    /**
     * Returns how to name it.
     *
     * @return such as {@code pid 4711 (app=billing user=app)}
     */
    public String label() {
        return name() + (who.isEmpty() ? "" : " (" + who + ")");
    }

    String name() {
        return kind + " " + pid;
    }

    boolean isHidden() {
        return doing.isEmpty();
    }
}
