package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.Seconds;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session, a prepared transaction or a process of the server that blocks or waits. All but its culprit may be shown.
 * Immutable.
 *
 * @param identity which one it is
 * @param client whose it is
 * @param doing what it does when it does not wait
 * @param statement its statement without literals; may be empty
 * @param waiting what it waits for; empty for one that only blocks
 * @param remedies what ends the blocking if it is at the root; may be empty
 * @param cancel ends its statement; empty for what runs none
 */
public record Participant(
        Identity identity,
        Client client,
        Doing doing,
        String statement,
        Optional<Waiting> waiting,
        List<Remedy> remedies,
        Optional<Command> cancel) {
    /** Copies the list. */
    public Participant {
        remedies = List.copyOf(remedies);
    }

    /**
     * Makes one that runs no statement that could be cancelled.
     *
     * @param identity which one it is
     * @param client whose it is
     * @param doing what it does when it does not wait
     * @param statement its statement without literals; may be empty
     * @param waiting what it waits for; empty for one that only blocks
     * @param remedies what ends the blocking if it is at the root; may be empty
     */
    public Participant(
            Identity identity,
            Client client,
            Doing doing,
            String statement,
            Optional<Waiting> waiting,
            List<Remedy> remedies) {
        this(identity, client, doing, statement, waiting, remedies, Optional.empty());
    }

    /**
     * Makes one that has ended before it could be read.
     *
     * @param identity which one it was
     * @return the participant
     */
    public static Participant gone(Identity identity) {
        return new Participant(
                identity, Client.UNKNOWN, Doing.note("ended meanwhile"), "", Optional.empty(), List.of());
    }

    /**
     * Returns its name in the graph.
     *
     * @return such as {@code 10728}
     */
    public String id() {
        return identity.id();
    }

    String label() {
        return identity.label();
    }

    /** Label, client and state, as in {@code pid 10728 (app=billing idle in transaction 4 m 20 s)}. */
    String description() {
        String details = (client.words() + " " + doing.words()).strip();
        return label() + (details.isEmpty() ? "" : " (" + details + ")");
    }

    /** What is known of it, for programs. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(identity.fields());
        fields.putAll(client.fields());
        fields.putAll(doing.fields());
        waiting.ifPresent(wait -> fields.putAll(wait.fields()));
        if (!statement.isEmpty()) {
            fields.put("query", statement);
        }
        return fields;
    }

    /**
     * Which participant it is.
     *
     * @param id its name in the graph, as short as possible, such as {@code 10728}
     * @param label its name for people, such as {@code pid 10728}
     * @param fields its name for programs
     * @param culprit its name in findings; empty for what cannot be named
     */
    public record Identity(String id, String label, Map<String, String> fields, Optional<Culprit> culprit) {
        private static final int NAME = 200;

        /** Copies the fields, in their order. */
        public Identity {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /**
         * Returns a client's session.
         *
         * @param kind what the number is called: {@code pid} or {@code connection}
         * @param number the server's number for it
         * @return the identity
         */
        public static Identity session(String kind, long number) {
            String id = Long.toString(number);
            return new Identity(id, kind + " " + id, Map.of(kind, id), Optional.of(Culprit.session(number)));
        }

        /**
         * Returns a process of the server itself.
         *
         * @param type what it is, such as {@code autovacuum worker}; may be shown
         * @param number its process id
         * @return the identity
         */
        public static Identity process(String type, long number) {
            String id = Long.toString(number);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("pid", id);
            fields.put("process", type);
            return new Identity(id, type + ", pid " + id, fields, Optional.of(Culprit.session(number)));
        }

        /**
         * Returns a prepared transaction.
         *
         * @param name the exact name it was prepared under
         * @return the identity
         */
        public static Identity prepared(String name) {
            String shown = Clean.line(name, NAME);
            return new Identity(
                    "prepared '" + shown + "'",
                    "prepared transaction '" + shown + "'",
                    Map.of("transaction", shown),
                    Optional.of(Culprit.transaction(name)));
        }

        /**
         * Returns a participant that the server does not name.
         *
         * @param id its name in the graph
         * @param label what it is
         * @return the identity
         */
        public static Identity unnamed(String id, String label) {
            return new Identity(id, label, Map.of(), Optional.empty());
        }
    }

    /**
     * What a participant does when it does not wait.
     *
     * @param words for people, such as {@code idle in transaction 4 m 20 s}; may be empty
     * @param fields for programs; may be empty
     */
    public record Doing(String words, Map<String, String> fields) {
        /** Nothing is known, or nothing more than that it waits. */
        public static final Doing UNKNOWN = note("");

        /** Copies the fields, in their order. */
        public Doing {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /**
         * Returns a state with how long it has lasted.
         *
         * @param state such as {@code idle in transaction}; may be shown
         * @param age how long it has been in it
         * @return what it does
         */
        public static Doing state(String state, Duration age) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("state", state);
            if (state.startsWith("idle")) {
                fields.put("idle_seconds", Seconds.of(age));
            }
            return new Doing(state + " " + Quantities.duration(age), fields);
        }

        /**
         * Returns what it means to be prepared.
         *
         * @param age how long ago it was prepared
         * @return what it does
         */
        public static Doing prepared(Duration age) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("state", "prepared");
            fields.put("prepared_seconds", Seconds.of(age));
            return new Doing("prepared " + Quantities.duration(age) + " ago", fields);
        }

        /**
         * Returns a note in place of a state.
         *
         * @param words why the state is not known, such as {@code activity hidden}
         * @return what it does
         */
        public static Doing note(String words) {
            return new Doing(words, Map.of());
        }
    }

    /**
     * How long and for which lock a participant waits.
     *
     * @param waited for how long; empty when that is hidden
     * @param kind what is locked, unless it is a table, such as {@code transactionid}; may be empty
     * @param relation the table; may be empty
     * @param mode the wanted mode, such as {@code AccessExclusiveLock}
     * @param schemaChange whether every session that comes later for the same table queues behind it
     */
    public record Waiting(Optional<Duration> waited, String kind, String relation, String mode, boolean schemaChange) {
        /** The kind of a lock on all tables of a server. */
        public static final String GLOBAL = "global read lock";

        /** The kind of a lock that a backup of a whole server takes. */
        public static final String BACKUP = "backup lock";

        /** The kind of a lock of MariaDB's that is either of the two. */
        public static final String GLOBAL_OR_BACKUP = "global read lock or backup lock";

        /** The kind of a lock of MySQL's that means only what its users agreed on. */
        public static final String USER = "user lock";

        private static final String ADVISORY = "advisory";

        String lock() {
            return joined(kind, relation, mode);
        }

        /** Whether the lock means only what its users agreed on: a leader's rivals wait for theirs by design. */
        boolean isAdvisory() {
            return kind.equals(ADVISORY) || kind.equals(USER);
        }

        /** Whether the whole server is locked, so that every later change waits too. */
        boolean isServerWide() {
            return kind.equals(GLOBAL) || kind.equals(BACKUP) || kind.equals(GLOBAL_OR_BACKUP);
        }

        private Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            waited.ifPresent(time -> fields.put("waits_seconds", Seconds.of(time)));
            fields.put("lock", joined(kind, mode));
            if (!relation.isEmpty()) {
                fields.put("relation", relation);
            }
            return fields;
        }

        private static String joined(String... parts) {
            return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        }
    }
}
