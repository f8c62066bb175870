package dev.vitals.format;

import dev.vitals.report.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks in aligned columns: name, status, cause, summary. */
final class CheckRows {
    private static final int WIDEST = 40;

    private final Page page;
    private final int indent;
    private final int status;
    private final int cause;
    private final int summary;

    private Line label;

    /** Makes columns wide enough for some checks, after a label that stands before the first of them. */
    CheckRows(Page page, Line label, List<CheckReport> checks) {
        this.page = page;
        this.label = label;
        this.indent = label.width();
        this.status = indent + widest(checks, CheckReport::name);
        this.cause = status + widest(checks, check -> check.status().name());
        this.summary = cause + widest(checks, CheckReport::cause);
    }

    void row(CheckReport check) {
        Line lead = label.add(Style.STRONG, check.name()).add("  ").padTo(status);
        lead.add(Style.of(check.status()), check.status().name()).add("  ").padTo(cause);
        lead.add(check.cause()).add("  ").padTo(summary);
        page.fill(lead, CheckText.summary(check), " ");
        label = blank();
    }

    /** Prints checks of one status and cause by their names alone. */
    void together(List<CheckReport> checks) {
        CheckReport first = checks.get(0);
        Line lead = label.add(Style.STRONG, checks.size() + " checks").add("  ").padTo(status);
        lead.add(Style.of(first.status()), first.status().name()).add("  ").padTo(cause);
        lead.add(first.cause()).add("  ").padTo(summary);
        List<Line> names = new ArrayList<>();
        for (CheckReport check : checks) {
            names.add(Line.of(check.name() + (names.size() < checks.size() - 1 ? "," : "")));
        }
        page.fill(lead, names, " ");
        label = blank();
    }

    /** Returns spaces as wide as the label. */
    Line blank() {
        return new Line().padTo(indent);
    }

    private static int widest(List<CheckReport> checks, Function<CheckReport, String> column) {
        int widest = checks.stream()
                .map(column)
                .map(Line::clean)
                .mapToInt(Line::widthOf)
                .max()
                .orElse(0);
        return Math.min(widest, WIDEST) + 2;
    }
}
