package dev.vitals.redaction;

import java.util.Locale;
import java.util.Set;

/**
 * One SQL statement in a text, read token by token. Which product wrote it is not known, so what may be a string by the
 * rules of any is one: behind a backslash before a quote everything goes, and a text in double quotes goes where a value
 * stands, for MySQL.
 */
final class SqlStatement {
    private static final Set<String> BEFORE_VALUES = Set.of("values", "value", "call", "like", "in", "between");
    private static final Set<String> BEFORE_NAMES =
            Set.of("from", "into", "join", "update", "select", "as", "by", "on");

    private final SqlRelations relations = new SqlRelations();
    private final String text;
    private final StringBuilder masked = new StringBuilder();
    private int at;
    private boolean valuesStand;

    private SqlStatement(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** Reads the statement that begins at an index, up to the first semicolon outside of its strings. */
    static SqlStatement read(String text, int start) {
        SqlStatement statement = new SqlStatement(text, start);
        while (statement.at < text.length() && text.charAt(statement.at) != ';') {
            statement.token();
        }
        return statement;
    }

    /** The index after the statement. */
    int end() {
        return at;
    }

    /** The statement without its literals. */
    String masked() {
        return masked.toString();
    }

    /** Whether all that it reads or changes is the server's own catalogue: its literals are names and settings. */
    boolean asksTheServer() {
        return relations.areAllOfTheServer();
    }

    private void token() {
        char here = text.charAt(at);
        if (text.startsWith("--", at) || text.startsWith("/*", at)) {
            comment();
        } else if (here == '\'' && isOracles()) {
            ofOracle();
        } else if (here == '\'') {
            string('\'');
        } else if (here == '"') {
            doubleQuoted();
        } else if (here == '$' && tagEnd() > 0) {
            dollarQuoted();
        } else if (Character.isLetter(here) || here == '_') {
            word();
        } else if (Character.isDigit(here)) {
            number();
        } else {
            valuesStand |= "=<>".indexOf(here) >= 0;
            relations.sign(here);
            masked.append(here);
            at++;
        }
    }

    /**
     * A comment's words stay. Behind a quote in one that ends with its line everything goes, since the text may have lost
     * its lines.
     */
    private void comment() {
        boolean line = text.charAt(at) == '-';
        int close = text.indexOf(line ? "\n" : "*/", at + 2);
        int end = close < 0 ? text.length() : close + (line ? 1 : 2);
        int quote = at;
        while (quote < end && "'\"$".indexOf(text.charAt(quote)) < 0) {
            quote++;
        }
        masked.append(text, at, quote);
        if (quote < end) {
            masked.append('?');
            end = line ? text.length() : end;
        }
        at = end;
    }

    /** A quote is doubled within a string; behind a backslash it may be part of the string or its end. */
    private void string(char quote) {
        boolean escapes = at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0;
        boolean ambiguous = false;
        int end = at + 1;
        while (end < text.length() && (ambiguous || text.charAt(end) != quote || peek(end + 1) == quote)) {
            char here = text.charAt(end);
            ambiguous |= here == '\\' && peek(end + 1) == quote && !escapes;
            end += here == quote || (here == '\\' && escapes) ? 2 : 1;
        }
        // Behind an ambiguous quote strings cannot be distinguished from what lies between them.
        at = Math.min(end + 1, text.length());
        masked.append('?');
    }

    /** Whether a quote here begins {@code q'[…]'}, in which quotes need not be doubled. */
    private boolean isOracles() {
        boolean national = at > 1 && "nN".indexOf(text.charAt(at - 2)) >= 0;
        int before = at - (national ? 3 : 2);
        return at > 0
                && "qQ".indexOf(text.charAt(at - 1)) >= 0
                && (before < 0 || !Character.isLetterOrDigit(text.charAt(before)));
    }

    private void ofOracle() {
        int bracket = "[({<".indexOf(peek(at + 1));
        char closing = bracket < 0 ? peek(at + 1) : "])}>".charAt(bracket);
        int close = text.indexOf(closing + "'", at + 2);
        at = close < 0 ? text.length() : close + 2;
        masked.append('?');
    }

    private void doubleQuoted() {
        if (valuesStand) {
            string('"');
            return;
        }
        int end = text.indexOf('"', at + 1);
        int next = end < 0 ? text.length() : end + 1;
        relations.name(text.substring(at, next));
        masked.append(text, at, next);
        at = next;
    }

    private void dollarQuoted() {
        String tag = text.substring(at, tagEnd());
        int close = text.indexOf(tag, at + tag.length());
        at = close < 0 ? text.length() : close + tag.length();
        masked.append('?');
    }

    /** The end of {@code $tag$} here; 0 when this is a parameter such as {@code $1}, or nothing of the kind. */
    private int tagEnd() {
        int end = at + 1;
        while (Character.isLetterOrDigit(peek(end)) || peek(end) == '_') {
            end++;
        }
        return peek(end) == '$' && !Character.isDigit(peek(at + 1)) ? end + 1 : 0;
    }

    private void word() {
        int start = at;
        while (Character.isLetterOrDigit(peek(at)) || "_$.".indexOf(peek(at)) >= 0) {
            at++;
        }
        String word = text.substring(start, at).toLowerCase(Locale.ROOT);
        relations.name(word);
        valuesStand = BEFORE_VALUES.contains(word) || (valuesStand && !BEFORE_NAMES.contains(word));
        masked.append(text, start, at);
    }

    private void number() {
        int start = at;
        while (Character.isLetterOrDigit(peek(at)) || peek(at) == '.') {
            at++;
        }
        String number = text.substring(start, at);
        masked.append(number.length() >= 8 && number.chars().allMatch(Character::isDigit) ? "?" : number);
    }

    private char peek(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
