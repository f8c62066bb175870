package dev.vitals.format;

import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import java.util.List;

/**
 * What the runbook says of a root cause. In brief, what is general is left out where the check itself says what to do;
 * what the application's own runbook says is always there.
 */
final class AdviceText {
    private static final String INDENT = "  ";

    private final Page page;
    private final Advice advice;
    private final boolean verbose;

    AdviceText(Page page, Advice advice, boolean verbose) {
        this.page = page;
        this.advice = advice;
        this.verbose = verbose;
    }

    void write(CheckReport root) {
        if (verbose) {
            words("meaning", advice.meaning());
        }
        if (verbose || advice.own() || root.result().remedies().isEmpty()) {
            list("runbook", advice.steps(), false);
            list("run", advice.commands(), true);
        }
        list("read", advice.links(), true);
        list("call", advice.escalation(), false);
    }

    private void words(String label, String text) {
        page.fill(lead(label), Line.words(Style.PLAIN, text), " ");
    }

    /** What is to be copied must not be broken. */
    private void list(String label, List<String> texts, boolean whole) {
        String shown = label;
        for (String text : texts) {
            if (whole) {
                page.whole(lead(shown).add(text));
            } else {
                words(shown, text);
            }
            shown = "";
        }
    }

    private static Line lead(String label) {
        return Line.of(INDENT).add(Style.STRONG, label).padTo(12);
    }
}
