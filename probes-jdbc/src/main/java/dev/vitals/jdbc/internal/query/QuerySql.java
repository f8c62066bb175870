package dev.vitals.jdbc.internal.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses everything but a single query. Drivers split a text at its semicolons by rules of their own, and one of several
 * statements may end the read-only transaction. So no semicolon is accepted, not even where it would be harmless.
 */
public final class QuerySql {
    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table", "show");

    /** White space, brackets and comments, except the comments that MySQL runs. */
    private static final Pattern START =
            Pattern.compile("(?:[\\s(]|--[^\\n]*(?:\\n|$)|/\\*(?!M?!)(?s:.*?)\\*/)*+(\\w*)");

    /** Quoted text. A shorter one reveals nothing, and would be found in many words. */
    private static final Pattern LITERAL = Pattern.compile("'([^']{3,})'");

    private QuerySql() {}

    /**
     * A driver's message with the query removed (some drivers repeat it whole) and quoted parts removed (others repeat a
     * fragment).
     */
    static String hide(String sql, String message) {
        String rest = message.replace(sql, "…");
        Matcher literal = LITERAL.matcher(sql);
        while (literal.find()) {
            rest = rest.replace(literal.group(1), "?");
        }
        return rest;
    }

    /**
     * Checks a text.
     *
     * @param name the name of the query
     * @param sql the text
     * @return the text without white space around it and a semicolon at its end
     * @throws IllegalArgumentException if it is not one query
     */
    public static String requireSingleQuery(String name, String sql) {
        String text = sql.strip();
        String query = text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing() : text;
        if (query.isEmpty()) {
            throw new IllegalArgumentException("the SQL of '" + name + "' must not be blank");
        }
        if (query.indexOf(';') >= 0) {
            throw new IllegalArgumentException("the SQL of '" + name
                    + "' must be one statement, with a ';' at its end only: write chr(59) or char(59) for one in a"
                    + " string");
        }
        Matcher start = START.matcher(query);
        String word = start.lookingAt() ? start.group(1).toLowerCase(Locale.ROOT) : "";
        if (!QUERIES.contains(word)) {
            throw new IllegalArgumentException(
                    "the SQL of '" + name + "' must be a query, beginning with select, with, values, table or show");
        }
        return query;
    }
}
