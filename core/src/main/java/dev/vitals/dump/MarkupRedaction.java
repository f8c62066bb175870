package dev.vitals.dump;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts what a reader of HTML sees: texts and values of attributes as they are before they are escaped, or a quote that
 * ends a secret would not be one.
 */
record MarkupRedaction(UnaryOperator<String> redaction) {
    private static final Pattern TAG = Pattern.compile("<[^<>]*+>");
    private static final Pattern VALUE = Pattern.compile("(?<==\")[^\"]*+");

    String apply(String line) {
        StringBuilder changed = new StringBuilder(line.length());
        int at = 0;
        Matcher tag = TAG.matcher(line);
        while (tag.find()) {
            changed.append(text(line.substring(at, tag.start())));
            changed.append(
                    VALUE.matcher(tag.group()).replaceAll(value -> Matcher.quoteReplacement(text(value.group()))));
            at = tag.end();
        }
        return changed.append(text(line.substring(at))).toString();
    }

    private String text(String escaped) {
        if (escaped.isBlank()) {
            return escaped;
        }
        String plain = escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        String redacted = redaction.apply(plain);
        return redacted.equals(plain) ? escaped : PageFile.escape(redacted);
    }
}
