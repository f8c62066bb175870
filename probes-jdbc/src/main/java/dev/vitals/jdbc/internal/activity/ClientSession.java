package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.probe.Command;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client's session on a server. Its texts may be shown. Immutable.
 *
 * @param kind what {@code pid} is the number of: {@code pid} for a process, {@code connection} for what is none and must
 *     not be taken for one
 * @param pid the server's number for it
 * @param client the program on the other side
 * @param database the database it is connected to; may be empty
 * @param doing what it does; empty when this role may not see that
 * @param commands how to stop it
 * @param elsewhere whether it is known to come from another host than our own session
 */
public record ClientSession(
        String kind,
        long pid,
        Client client,
        String database,
        Optional<Doing> doing,
        Commands commands,
        boolean elsewhere) {

    /**
     * What sessions of one program have in common.
     *
     * @param application the program's name for itself; may be empty
     * @param user the role or user it has logged in as; may be empty
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
     * @param rows how many rows it has written; empty when the server does not count them
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
            String number = rows.isPresent() ? " " + Plural.of(rows.getAsLong(), "row") : "";
            return writes ? "has written" + number : "";
        }
    }

    /**
     * The statements that stop a session, for a person to run.
     *
     * @param cancel ends the running statement
     * @param end ends the session
     */
    public record Commands(Command cancel, Command end) {}

    /**
     * Returns its name and client.
     *
     * @return such as {@code pid 4711 (app=billing user=app)}
     */
    public String label() {
        return name() + (who().isEmpty() ? "" : " (" + who() + ")");
    }

    /**
     * Returns application, user and address, as far as they are known.
     *
     * @return such as {@code app=billing user=app 10.0.0.7}; may be empty
     */
    public String who() {
        return client.words();
    }

    /**
     * Returns application and user, to count by.
     *
     * @return the group
     */
    public Group group() {
        return new Group(client.application(), client.user());
    }

    /**
     * Returns the session as what a finding is about.
     *
     * @return the culprit
     */
    public Culprit culprit() {
        return Culprit.session(pid);
    }

    String name() {
        return kind + " " + pid;
    }

    boolean isHidden() {
        return doing.isEmpty();
    }
}
