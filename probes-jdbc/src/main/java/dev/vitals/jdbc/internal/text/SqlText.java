package dev.vitals.jdbc.internal.text;

import dev.vitals.text.Clean;
import java.util.regex.Pattern;

/**
 * Takes what a user typed out of an SQL statement: strings and numbers become {@code ?}, comments go, white space
 * becomes single spaces. What cannot be read to its end, since the server cut it, is taken for secret.
 */
public final class SqlText {
    private static final Pattern LIST = Pattern.compile("\\?(?: ?, ?\\?){2,}");

    private final String sql;
    private final boolean mySql;
    private final boolean quotesName;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private SqlText(String sql, boolean mySql, boolean quotesName) {
        this.sql = sql;
        this.mySql = mySql;
        this.quotesName = quotesName;
    }

    /**
     * Returns a statement without its literals, by PostgreSQL's rules. Whether a backslash is an escape in a plain string
     * depends on the session, which is not known here: behind a backslash before a quote everything goes.
     *
     * @param sql any text; may be cut anywhere
     * @param limit how many characters to keep; at least 1
     * @return the statement on one line, ending in an ellipsis if it was cut here
     */
    public static String redact(String sql, int limit) {
        return new SqlText(sql, false, true).redacted(limit);
    }

    /**
     * Returns a statement without its literals, by the rules of MySQL and MariaDB, of a session whose SQL mode is not known:
     * what may be a string goes, and behind a backslash before a quote everything does.
     *
     * @param sql any text; may be cut anywhere
     * @param limit how many characters to keep; at least 1
     * @return the statement on one line, ending in an ellipsis if it was cut here
     */
    public static String redactMySql(String sql, int limit) {
        return redactMySql(sql, limit, false);
    }

    /**
     * Returns a statement without its literals, by the rules of MySQL and MariaDB.
     *
     * @param sql any text; may be cut anywhere
     * @param limit how many characters to keep; at least 1
     * @param ansiQuotes whether the session that runs it is known to have {@code ANSI_QUOTES} in its SQL mode, by which
     *     double quotes are put around names
     * @return the statement on one line, ending in an ellipsis if it was cut here
     */
    public static String redactMySql(String sql, int limit, boolean ansiQuotes) {
        return new SqlText(sql, true, ansiQuotes).redacted(limit);
    }

    private String redacted(int limit) {
        while (at < sql.length()) {
            if (!mySql || !mySqlToken()) {
                token();
            }
        }
        return Clean.line(LIST.matcher(out).replaceAll("?, …"), limit);
    }

    /** What MySQL reads otherwise than PostgreSQL; false for anything else. */
    private boolean mySqlToken() {
        char here = sql.charAt(at);
        if (here == '#') {
            skipLine();
        } else if (here == '\'' || (here == '"' && !quotesName)) {
            mySqlString(here);
        } else if (here == '`' || here == '"') {
            quotedIdentifier(here);
        } else if (isWordStart(here) || here == '$') {
            // Also a prefix such as N or _utf8mb4; the string that follows is a token of its own.
            mySqlWord();
        } else {
            return false;
        }
        return true;
    }

    private void mySqlString(char quote) {
        int end = sql.indexOf(quote, at + 1);
        while (end > 0 && sql.charAt(end - 1) != '\\' && sql.startsWith(String.valueOf(quote), end + 1)) {
            end = sql.indexOf(quote, end + 2);
        }
        boolean ambiguous = end > 0 && sql.charAt(end - 1) == '\\';
        at = ambiguous || end < 0 ? sql.length() : end + 1;
        out.append(ambiguous ? "? …" : "?");
    }

    private void mySqlWord() {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        out.append(sql, start, at);
    }

    private void token() {
        char here = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            skipLine();
        } else if (sql.startsWith("/*", at)) {
            skipComment();
        } else if (here == '\'') {
            string(false);
        } else if (here == '"') {
            quotedIdentifier('"');
        } else if (here == '$') {
            dollar();
        } else if (isDigit(here) || (here == '.' && isDigit(peek(1)))) {
            number();
        } else if (isWordStart(here)) {
            word();
        } else {
            out.append(here);
            at++;
        }
    }

    private void skipLine() {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
        out.append(' ');
    }

    /** PostgreSQL nests comments. */
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        at = Math.min(at, sql.length());
        out.append(' ');
    }

    /** Without {@code standard_conforming_strings} a backslash is an escape in any string; what may be one hides the rest. */
    private void string(boolean backslashEscapes) {
        at++;
        boolean ambiguous = false;
        while (at < sql.length() && !ambiguous) {
            char here = sql.charAt(at);
            if (backslashEscapes && here == '\\') {
                at += 2;
            } else if (here != '\'') {
                at++;
            } else if (!backslashEscapes && sql.charAt(at - 1) == '\\') {
                ambiguous = true;
            } else if (peek(1) == '\'') {
                at += 2;
            } else {
                break;
            }
        }
        at = ambiguous ? sql.length() : Math.min(at + 1, sql.length());
        out.append(ambiguous ? "? …" : "?");
    }

    private void quotedIdentifier(char quote) {
        int end = sql.indexOf(quote, at + 1);
        int next = end < 0 ? sql.length() : end + 1;
        out.append(sql, at, next);
        at = next;
    }

    /** {@code $1} is a parameter and stays; {@code $tag$ … $tag$} is a string. */
    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean opens = end < sql.length() && sql.charAt(end) == '$' && !isDigit(peek(1));
        if (!opens) {
            out.append(sql, at, end);
            at = end;
            return;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        at = close < 0 ? sql.length() : close + tag.length();
        out.append('?');
    }

    private void number() {
        while (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.' || isExponentSign())) {
            at++;
        }
        out.append('?');
    }

    private boolean isExponentSign() {
        char here = sql.charAt(at);
        char before = sql.charAt(at - 1);
        return (here == '+' || here == '-') && (before == 'e' || before == 'E') && isDigit(peek(1));
    }

    /** A word right before a quote says what kind of string follows: {@code E''}, {@code B''}, {@code X''}, {@code N''}. */
    private void word() {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        boolean prefix = at - start == 1 && peek(0) == '\'' && "eEbBxXnN".indexOf(sql.charAt(start)) >= 0;
        if (prefix) {
            string(sql.charAt(start) == 'e' || sql.charAt(start) == 'E');
        } else {
            out.append(sql, start, at);
        }
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isWordStart(char character) {
        return Character.isLetter(character) || character == '_' || character >= '\u0080';
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || isDigit(character) || character == '$';
    }
}
