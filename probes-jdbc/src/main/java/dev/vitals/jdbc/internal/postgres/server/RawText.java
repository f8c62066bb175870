package dev.vitals.jdbc.internal.postgres.server;

/**
 * Reads text as the bytes it is stored as. A text of another database, or of one with the encoding {@code SQL_ASCII}, may
 * hold bytes that are no characters here: the server refuses to send them as text, and with them the whole answer. {@link
 * dev.vitals.jdbc.internal.findings.Columns} makes text of the bytes again.
 */
public final class RawText {
    /** {@code track_activity_query_size} is 1,024 by default and may be megabytes. */
    private static final int LIMIT = 2_000;

    private RawText() {}

    /**
     * Returns an expression for the bytes of another one, without any step that would look at characters.
     *
     * @param text an expression for a text or a name
     * @return an expression for at most 2,000 of its bytes
     */
    public static String of(String text) {
        return of(text, LIMIT);
    }

    /**
     * Returns an expression for the bytes of another one.
     *
     * @param text an expression for a text or a name
     * @param limit how many bytes to read at most
     * @return an expression for them
     */
    public static String of(String text, int limit) {
        return "substring(decode(replace((" + text + ")::text, E'\\\\', E'\\\\\\\\'), 'escape') from 1 for " + limit
                + ")";
    }
}
