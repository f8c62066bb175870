package dev.vitals.jdbc.internal.pool;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a stack trace that a pool keeps as text. */
final class PrintedStack {
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*at (?:\\S*/)?([\\w.$]+)\\.([\\w$<>]+)\\(([^():]*)(?::(\\d{1,9}))?\\)", Pattern.MULTILINE);

    private PrintedStack() {}

    /** The frames, the innermost first; empty for text that is no stack trace. */
    static List<StackTraceElement> of(String text) {
        return FRAME.matcher(text).results().map(PrintedStack::frame).toList();
    }

    private static StackTraceElement frame(MatchResult match) {
        int line = match.group(4) == null ? -1 : Integer.parseInt(match.group(4));
        return new StackTraceElement(match.group(1), match.group(2), match.group(3), line);
    }
}
