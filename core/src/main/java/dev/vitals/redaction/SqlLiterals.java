package dev.vitals.redaction;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@code ?} for the strings and the long numbers in SQL statements that touch an application's rows: those are its
 * users' data. Leaves alone what asks the server about itself, so that a remedy stays fit to run, and short numbers,
 * which are ids and limits.
 */
final class SqlLiterals implements UnaryOperator<String> {
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\b(?:select\\s[^;]{1,2000}?\\sfrom\\s|insert\\s+into\\s|update\\s+[\\w.\"`]{1,200}\\s+set\\s|delete\\s+from\\s"
                + "|merge\\s+into\\s|replace\\s+into\\s)");
    private static final Pattern CATALOG = Pattern.compile(
            "(?i)\\b(?:from|join)\\s+(?:pg_|information_schema\\b|performance_schema\\b|mysql\\.|sys\\.|v\\$|dba_)");
    private static final Pattern LITERAL = Pattern.compile(
            // 'it''s', E'it\'s'; cut ones as well
            "'(?:[^'\\\\]|''|\\\\.){0,4000}+(?:'|\\z)"
                    // $tag$it's$tag$
                    + "|(\\$[a-zA-Z_]{0,20}\\$)[\\s\\S]{0,8000}?(?:\\1|\\z)"
                    + "|(?<=[=<>(,\\s])\\d{8,}(?![\\w.])");

    @Override
    public String apply(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        Matcher statement = STATEMENT.matcher(text);
        while (statement.find(copied)) {
            int end = end(text, statement.end());
            String sql = text.substring(statement.start(), end);
            masked.append(text, copied, statement.start());
            masked.append(
                    CATALOG.matcher(sql).find() ? sql : LITERAL.matcher(sql).replaceAll("?"));
            copied = end;
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** The first semicolon outside of quotes. */
    private static int end(String text, int from) {
        boolean quoted = false;
        int end = from;
        while (end < text.length() && (quoted || text.charAt(end) != ';')) {
            quoted ^= text.charAt(end) == '\'';
            end++;
        }
        return end;
    }
}
