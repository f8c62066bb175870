package dev.vitals.redaction;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Writes the plain way what only looks different or is escaped, as in HTML or in JSON, so that a name spelt
 * like that is known for what it is.
 */
final class Lookalikes {
    private static final int FIRST_WIDE = 0xFF01;
    private static final int LAST_WIDE = 0xFF5E;
    private static final int WIDE_TO_ASCII = 0xFEE0;

    /** An escaped text may itself be escaped, this often. */
    private static final int LEVELS = 4;

    private static final LatePattern ESCAPED =
            new LatePattern("\\\\+[u]00([2-7][0-9a-fA-F])|&#[xX]0{0,4}([2-7][0-9a-fA-F]);"
                    + "|&#0{0,4}(3[2-9]|[4-9]\\d|1[01]\\d|12[0-6]);|&(quot|apos|amp|lt|gt|equals|colon);");

    /** How many of the groups, from the first, are hexadecimal numbers; then come a decimal one and a name. */
    private static final int HEXADECIMAL = 2;

    private static final Map<String, String> NAMES =
            Map.of("quot", "\"", "apos", "'", "amp", "&", "lt", "<", "gt", ">", "equals", "=", "colon", ":");

    private static final LatePattern PERCENT = new LatePattern("%(?:25){0,3}([2-7][0-9a-fA-F])");

    private Lookalikes() {}

    /** Writes what is escaped as in a URL the plain way. */
    static String ofUrl(String text) {
        return text.indexOf('%') < 0
                ? text
                : PERCENT.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    /** Takes out what has no width, and puts plain letters for full-width and escaped ones; most texts stay as they are. */
    static String resolve(String text) {
        String before = isPlain(text) ? text : narrow(text);
        String after = unescaped(before);
        for (int level = 1; level < LEVELS && !after.equals(before); level++) {
            before = after;
            after = unescaped(before);
        }
        return after;
    }

    private static String narrow(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .map(character ->
                        character >= FIRST_WIDE && character <= LAST_WIDE ? character - WIDE_TO_ASCII : character)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String unescaped(String text) {
        boolean may = text.indexOf('&') >= 0 || text.contains("\\u00");
        return may ? ESCAPED.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match))) : text;
    }

    private static String character(MatchResult match) {
        for (int group = 1; group <= HEXADECIMAL; group++) {
            if (match.group(group) != null) {
                return Character.toString(Integer.parseInt(match.group(group), 16));
            }
        }
        String decimal = match.group(HEXADECIMAL + 1);
        return decimal == null
                ? NAMES.getOrDefault(match.group(HEXADECIMAL + 2), "")
                : Character.toString(Integer.parseInt(decimal));
    }
}
