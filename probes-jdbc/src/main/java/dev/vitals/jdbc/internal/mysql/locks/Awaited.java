package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.mysql.server.Server;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a session waits for, the narrowest first, by the state that the server shows; of rows, InnoDB shows it elsewhere. */
enum Awaited {
    /** A row, held by a transaction. */
    ROW("row", "row lock", "", false),
    /** A lock that means only what its users agreed on. */
    USER("user lock", Waiting.USER, "RELEASE_LOCK(…)", false),
    /** A table's definition, held by a transaction or by {@code LOCK TABLES}. */
    DEFINITION("metadata lock", "", "UNLOCK TABLES", true),
    /** Until all have closed a table. */
    FLUSH("flush", "", "UNLOCK TABLES", true),
    /** A table as a whole, of an engine without rows' locks or held by {@code LOCK TABLES}. */
    TABLE("table level lock", "table lock", "UNLOCK TABLES", false),
    /** A backup's lock; on MariaDB, {@code FLUSH TABLES WITH READ LOCK} is one too. */
    BACKUP("backup lock", Waiting.BACKUP, "UNLOCK INSTANCE", false),
    /** The hold on commits of {@code FLUSH TABLES WITH READ LOCK}. */
    COMMIT("commit lock", Waiting.GLOBAL, "UNLOCK TABLES", false),
    /** All tables. */
    GLOBAL("global read lock", Waiting.GLOBAL, "UNLOCK TABLES", false);

    private static final String ROW_STATE = "row";

    private final String state;
    private final String words;
    private final String release;
    private final boolean definition;

    Awaited(String state, String words, String release, boolean definition) {
        this.state = state;
        this.words = words;
        this.release = release;
        this.definition = definition;
    }

    /** By {@code row} or the session's state. */
    static Optional<Awaited> of(String shown) {
        String lower = shown.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals(ROW_STATE)) {
            return lower.isEmpty() ? Optional.empty() : Optional.of(ROW);
        }
        return Arrays.stream(values())
                .filter(one -> one != ROW && lower.endsWith(one.state))
                .findFirst()
                .or(() -> Optional.of(DEFINITION));
    }

    /** What is locked, for people; empty for a table's definition, whose name says enough. */
    String words(Server server) {
        return this == BACKUP && server.isMariaDb() ? Waiting.GLOBAL_OR_BACKUP : words;
    }

    /** Whether a transaction holds it, unless {@code LOCK TABLES} does. */
    boolean ofDefinition() {
        return definition;
    }

    /** Whether only its holder can give it back, whatever becomes of its transaction. */
    boolean outlivesTransactions() {
        return this != ROW && !definition;
    }

    /** The statements that give it back. */
    String release(Server server) {
        return this == BACKUP && server.isMariaDb()
                ? "UNLOCK TABLES, or BACKUP STAGE END if it makes a backup,"
                : release;
    }

    /** What may have taken it. */
    String taker(Server server) {
        return switch (this) {
            case GLOBAL, COMMIT -> "FLUSH TABLES WITH READ LOCK";
            case BACKUP ->
                server.isMariaDb() ? "FLUSH TABLES WITH READ LOCK or BACKUP STAGE" : "LOCK INSTANCE FOR BACKUP";
            case USER -> "GET_LOCK";
            default -> "LOCK TABLES";
        };
    }
}
