package dev.vitals.jdbc.internal.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what is not one query. Drivers split a text at its semicolons by rules of their own, and one statement of
 * several may end the read-only transaction; so there is no semicolon at all, not even where it would be harmless.
 */
public final class QuerySql {
    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table", "show");

    /** White space, brackets and comments, but for those that MySQL runs. */
    private static final Pattern START =
            Pattern.compile("(?:[\\s(]|--[^\\n]*(?:\\n|$)|/\\*(?!M?!)(?s:.*?)\\*/)*+(\\w*)");

    /** What is quoted in it; what is shorter tells nothing and would be found in many a word. */
    private static final Pattern LITERAL = Pattern.compile("'([^']{3,})'");

    private QuerySql() {}

    /** A driver's message without the query, which some repeat, and without what it quotes, since others repeat a part. */
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
     * @param name whose it is
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
                    + "' must be one statement, without a ';' but at its end: write chr(59) or char(59) for one in a"
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
