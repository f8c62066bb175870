package dev.vitals.redaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The relations that a statement names, as its words and signs come in: are they the server's own, all of them? */
final class SqlRelations {
    private static final Set<String> INTRODUCING = Set.of("from", "join", "into", "update");

    /** What begins a part that may have a {@code from}; without one it belongs to {@code extract(epoch from …)}. */
    private static final Set<String> QUERYING = Set.of("select", "delete", "insert", "replace", "merge", "show");

    private static final Set<String> ENDING =
            Set.of("where", "set", "on", "using", "group", "order", "limit", "union", "values", "select");

    /** Without those that hold passwords. */
    private static final LatePattern OF_THE_SERVER = new LatePattern(
            "(?!pg_authid|pg_shadow|mysql\\.(?:user|global_priv)\\b)(?:pg_catalog\\.)?(?:pg_[\\w.]*|information_schema\\..*|performance_schema\\..*|mysql\\.\\w+|sys\\.\\w+|v\\$\\w+|dba_\\w+)");

    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean ofTheServer;
    private boolean others;

    /** One pair of parentheses. */
    private static final class Level {
        private boolean querying;
        private boolean listing;
        private boolean due;
    }

    SqlRelations() {
        levels.push(new Level());
    }

    boolean areAllOfTheServer() {
        return ofTheServer && !others;
    }

    /** Takes in a word in lower case, or a name in quotes. */
    void name(String word) {
        Level level = levels.element();
        if (INTRODUCING.contains(word)) {
            boolean begins = level.querying || word.equals("update");
            level.due = begins;
            level.listing = begins;
        } else if (ENDING.contains(word)) {
            level.listing = false;
            level.due = false;
        } else if (level.due) {
            level.due = false;
            boolean server = OF_THE_SERVER.matcher(word).matches();
            ofTheServer |= server;
            others |= !server;
        }
        level.querying |= QUERYING.contains(word);
    }

    /** Takes in any other character. */
    void sign(char sign) {
        Level level = levels.element();
        if (sign == '(') {
            Level inner = new Level();
            inner.due = level.due;
            inner.listing = level.due;
            level.due = false;
            levels.push(inner);
        } else if (sign == ')' && levels.size() > 1) {
            levels.pop();
        } else if (sign == ',' && level.listing) {
            level.due = true;
        }
    }
}
