package dev.vitals.examples.quickstart;

import java.util.List;
import java.util.regex.Pattern;

/** A report that a page of the documentation shows, or one of the product to compare it with. */
final class SampleReport {
    private static final Pattern BLOCK = Pattern.compile("```\\n([^`]*ROOT CAUSE[^`]*)```");
    private static final Pattern LABEL = Pattern.compile("^  ([a-z]+(?: [a-z]+){0,2})(?:  .*)?$", Pattern.MULTILINE);

    private SampleReport() {}

    /** Returns the first one of a page. */
    static String in(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the parts of a root cause in order, such as {@code observed} and {@code do next}. */
    static List<String> parts(String report) {
        return LABEL.matcher(report).results().map(label -> label.group(1)).toList();
    }
}
