package dev.vitals.redaction;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Puts {@code ?} for the strings and the long numbers in SQL statements that touch an application's rows: those are its
 * users' data. Leaves alone what asks the server about itself, so that a remedy stays fit to run, and short numbers,
 * which are ids and limits.
 */
final class SqlLiterals implements UnaryOperator<String> {
    private static final String NAME = "[\\w.\"`]{1,200}";
    private static final LatePattern STATEMENT = new LatePattern(
            "(?is)\\b(?:select\\s[^;]{1,2000}?\\sfrom\\s|select\\s+(?!pg_|nextval|currval|setval|current_|set_config)"
                    + NAME + "\\s{0,4}\\(|insert\\s+into\\s|update\\s+" + NAME
                    + "(?:[\\s,]{1,20}" + NAME + "){0,6}?\\s+set\\s|delete\\s+(?:" + NAME
                    + "\\s+)?from\\s|merge\\s+into\\s"
                    + "|replace\\s+into\\s|(?:call|exec|execute)\\s+" + NAME + "\\s{0,4}\\(|exec\\s+" + NAME
                    + "\\s{1,4}N?')");

    @Override
    public String apply(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        Matcher statement = STATEMENT.matcher(text);
        while (statement.find(copied)) {
            masked.append(text, copied, statement.start());
            SqlStatement sql = SqlStatement.read(text, statement.start());
            masked.append(sql.asksTheServer() ? text.substring(statement.start(), sql.end()) : sql.masked());
            copied = sql.end();
        }
        return masked.append(text, copied, text.length()).toString();
    }
}
