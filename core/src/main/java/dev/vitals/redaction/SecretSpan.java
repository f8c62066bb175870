package dev.vitals.redaction;

/**
 * Where a secret value stands in a text. Finds its end, whatever the value holds: a part left over is a part given away,
 * so in doubt it goes on.
 *
 * @param start the index of its first character
 * @param end the index after its last character
 */
record SecretSpan(int start, int end) {
    private static final String VERBATIM = "<![CDATA[";
    private static final String DELIMITERS = "\"',;&)]}<>";

    /** The quoted or bare value that begins at an index or after white space there. */
    static SecretSpan value(String text, int from) {
        int start = skipBlanks(text, from);
        int quote = start;
        while (at(text, quote) == '\\') {
            quote++;
        }
        if (isQuote(at(text, quote))) {
            return new SecretSpan(quote + 1, closingQuote(text, quote, quote - start));
        }
        return isBlock(text, start) ? block(text, start) : new SecretSpan(start, endOfBare(text, start));
    }

    /** What is left of a line. */
    static SecretSpan line(String text, int from) {
        int start = skipBlanks(text, from);
        if (isBlock(text, start)) {
            return block(text, start);
        }
        int end = start;
        while (end < text.length() && !isLineBreak(text.charAt(end))) {
            end++;
        }
        return new SecretSpan(start, end);
    }

    /** What is left of a line, or of the text in quotes that it is in. */
    static SecretSpan words(String text, int from) {
        SecretSpan line = line(text, from);
        int end = line.start();
        while (end < line.end() && text.charAt(end) != '"' && escapedBreak(text, end) == end) {
            end++;
        }
        return isBlock(text, line.start())
                ? line
                : new SecretSpan(line.start(), withoutEscapes(text, line.start(), end));
    }

    /** The end without the backslashes before it. */
    private static int withoutEscapes(String text, int start, int end) {
        int last = end;
        while (last > start && text.charAt(last - 1) == '\\') {
            last--;
        }
        return last;
    }

    /** The text of an XML element without children, from the end of its start tag. */
    static SecretSpan element(String text, int from) {
        if (text.startsWith(VERBATIM, from)) {
            int start = from + VERBATIM.length();
            int close = text.indexOf("]]>", start);
            return new SecretSpan(start, close < 0 ? text.length() : close);
        }
        int end = text.indexOf('<', from);
        if (end >= 0) {
            return new SecretSpan(from, text.startsWith("</", end) ? end : from);
        }
        // Cut before its end, unless the tag was none: "use <token> to log in".
        boolean cut = endOfWord(text, from) == text.length() || text.endsWith("…");
        boolean word = Character.isLetterOrDigit(at(text, from));
        return new SecretSpan(from, cut ? text.length() : word ? endOfWord(text, from) : from);
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of a line break that is escaped here, as in JSON in JSON; the index itself when there is none. */
    private static int escapedBreak(String text, int index) {
        int end = index;
        while (at(text, end) == '\\') {
            end++;
        }
        return end > index && "nrt".indexOf(at(text, end)) >= 0 ? end + 1 : index;
    }

    /** A value on the next line counts only if it is quoted, as in indented JSON. */
    private static int skipBlanks(String text, int from) {
        int start = from;
        while (at(text, start) == ' ' || at(text, start) == '\t') {
            start++;
        }
        int next = start;
        while (Character.isWhitespace(at(text, next)) || escapedBreak(text, next) > next) {
            next = Math.max(next + 1, escapedBreak(text, next));
        }
        int quote = next;
        while (at(text, quote) == '\\') {
            quote++;
        }
        return isQuote(at(text, quote)) ? next : start;
    }

    /**
     * The end of a value in quotes that are themselves escaped by some backslashes, as in JSON within JSON. A quote
     * inside the value has more of them, or is doubled. Without a closing quote the value takes all that is left.
     */
    private static int closingQuote(String text, int open, int escapes) {
        char quote = text.charAt(open);
        int backslashes = 0;
        for (int i = open + 1; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == quote) {
                boolean doubled = escapes == 0 && backslashes == 0 && at(text, i + 1) == quote;
                boolean inside = backslashes > escapes && (backslashes - escapes) % (2 * (escapes + 1)) != 0;
                if (doubled) {
                    i++;
                } else if (!inside) {
                    return i - Math.min(backslashes, escapes);
                }
            }
            backslashes = here == '\\' ? backslashes + 1 : 0;
        }
        return text.length();
    }

    private static int endOfBare(String text, int start) {
        boolean placeholder = text.startsWith("${", start);
        int end = placeholder ? start + 1 : start;
        int bracket = "[({".indexOf(at(text, end));
        if (bracket >= 0) {
            end = closingBracket(text, end, text.charAt(end), "])}".charAt(bracket));
        }
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && !endsBare(text, end)) {
            end++;
        }
        return end;
    }

    private static int closingBracket(String text, int open, char opening, char closing) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char here = text.charAt(i);
            depth += here == opening ? 1 : here == closing ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** A delimiter may be part of a password; it ends one only if more of the text's own structure follows. */
    private static boolean endsBare(String text, int index) {
        char here = text.charAt(index);
        if (here == '\\') {
            return isQuote(at(text, index + 1)) || at(text, index + 1) == '\\';
        }
        if (DELIMITERS.indexOf(here) < 0) {
            return false;
        }
        char next = at(text, index + 1);
        boolean punctuated = isQuote(here) && (next == ':' || next == '.'); // as in: GET "https://…": refused
        int after = index + (punctuated ? 2 : 1);
        boolean atEnd = after >= text.length() || Character.isWhitespace(text.charAt(after));
        return atEnd || DELIMITERS.indexOf(next) >= 0 || (here == '<' && next == '/') || startsPair(text, index + 1);
    }

    private static boolean startsPair(String text, int from) {
        int i = from;
        while (i - from < 60 && (Character.isLetterOrDigit(at(text, i)) || "_-.".indexOf(at(text, i)) >= 0)) {
            i++;
        }
        return i > from && (at(text, i) == '=' || at(text, i) == ':');
    }

    /** YAML's way to say that the value is in the indented lines below. */
    private static boolean isBlock(String text, int start) {
        if (at(text, start) != '|' && at(text, start) != '>') {
            return false;
        }
        int i = start + 1;
        while (i - start < 4 && "+-0123456789 ".indexOf(at(text, i)) >= 0) {
            i++;
        }
        return isLineBreak(at(text, i)) || escapedBreak(text, i) > i;
    }

    private static SecretSpan block(String text, int start) {
        int breaking = start;
        while (!isLineBreak(at(text, breaking)) && at(text, breaking) != '\\') {
            breaking++;
        }
        if (at(text, breaking) == '\\') {
            int quote = text.indexOf('"', start);
            return new SecretSpan(start, quote < 0 ? text.length() : withoutEscapes(text, start, quote));
        }
        int end = start;
        do {
            while (end < text.length() && text.charAt(end) != '\n') {
                end++;
            }
            end++;
        } while (end < text.length() && Character.isWhitespace(text.charAt(end)));
        return new SecretSpan(start, Math.min(end - 1, text.length()));
    }

    private static boolean isLineBreak(char character) {
        return character == '\n' || character == '\r';
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    private static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
    }
}
