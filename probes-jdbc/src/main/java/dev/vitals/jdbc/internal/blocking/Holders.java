package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.probe.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sessions that keep a query from its tables, found just after the query has given up.
 *
 * @param participants the sessions, the most important first; none when nothing was found
 * @param sure whether the query names the table that they hold, rather than, say, a view of it
 * @param grant what lets us see them; empty when we can
 */
public record Holders(List<Participant> participants, boolean sure, Optional<Remedy> grant) {
    /** Nothing was found, or nothing could be asked. */
    public static final Holders NONE = new Holders(List.of(), false);

    private static final int REMEDIES = 3;

    /** Copies the list. */
    public Holders {
        participants = List.copyOf(participants);
    }

    /**
     * Makes those that could be seen.
     *
     * @param participants the sessions, the most important first
     * @param sure whether the query names the table that they hold
     */
    public Holders(List<Participant> participants, boolean sure) {
        this(participants, sure, Optional.empty());
    }

    /**
     * Returns that a right is missing to see whether there are any.
     *
     * @param grant how to get it
     * @return none, and the remedy
     */
    public static Holders hidden(Remedy grant) {
        return new Holders(List.of(), false, Optional.of(grant));
    }

    /**
     * Returns whether a query names a table.
     *
     * @param sql the query
     * @param table the table's exact name, without its schema
     * @return false where the query reaches it through a view or a function
     */
    public static boolean names(String sql, String table) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(table) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }

    /**
     * Returns whether any was found.
     *
     * @return true if there is someone to name
     */
    public boolean found() {
        return !participants.isEmpty();
    }

    /**
     * Returns the first of them with what it does.
     *
     * @return such as {@code pid 10728 (app=billing idle in transaction 4 m 20 s)}
     * @throws IndexOutOfBoundsException if none was found
     */
    public String words() {
        int more = participants.size() - 1;
        return participants.get(0).description() + (more == 0 ? "" : " and " + more + " more");
    }

    /**
     * Returns what ends the wait.
     *
     * @return the remedies, best first
     */
    public List<Remedy> remedies() {
        return participants.stream()
                .flatMap(one -> one.remedies().stream())
                .distinct()
                .limit(REMEDIES)
                .toList();
    }

    /**
     * Returns them as what a finding is about.
     *
     * @return the culprits
     */
    public List<Culprit> culprits() {
        return participants.stream()
                .flatMap(one -> one.identity().culprit().stream())
                .toList();
    }
}
