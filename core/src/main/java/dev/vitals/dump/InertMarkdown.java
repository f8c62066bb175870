package dev.vitals.dump;

import java.util.regex.Pattern;

/** Takes from a line of Markdown what foreign text in it could do to a reader: load an image, lead elsewhere, hide a part. */
final class InertMarkdown {
    private static final Pattern MEANING = Pattern.compile("[<`]|\\[(?=[^\\]]*]\\()|(?<=!)\\[|(?<=])\\(");
    private static final Pattern COMMAND = Pattern.compile(": `[^`]+`$");

    private InertMarkdown() {}

    /** Returns the line, which reads as before. It has been redacted: what is escaped would not be known for a secret. */
    static String line(String text) {
        var command = COMMAND.matcher(text);
        int end = command.find() ? command.start() : text.length();
        return MEANING.matcher(text.substring(0, end)).replaceAll("\\\\$0") + text.substring(end);
    }
}
