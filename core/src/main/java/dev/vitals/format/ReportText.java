package dev.vitals.format;

import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.time.ZoneId;
import java.util.List;

/** A whole report: verdict, root causes, checks that are UNKNOWN, checks that are UP. */
final class ReportText {
    private final Page page;
    private final Report report;
    private final boolean verbose;

    ReportText(Page page, ReportView view) {
        this.page = page;
        this.report = view.report();
        this.verbose = view.verbose();
    }

    void write(ZoneId zone) {
        new HeaderText(report, true, verbose, zone).write(page);
        List<RootTree> trees = RootTree.of(report);
        RuledOut ruledOut = new RuledOut(report);
        trees.stream().filter(tree -> !tree.merelyUnknown()).forEach(tree -> root(tree, ruledOut));
        unknown(trees.stream()
                .filter(RootTree::merelyUnknown)
                .map(RootTree::root)
                .toList());
        up(report.checks().stream().filter(check -> check.status() == Status.UP).toList());
        notes();
    }

    private void notes() {
        if (!report.notes().isEmpty()) {
            page.blank();
            report.notes().forEach(note -> page.line(Line.of("NOTE   ").add(note)));
        }
    }

    private void root(RootTree tree, RuledOut ruledOut) {
        page.blank();
        new RootText(page, tree, verbose).write(ruledOut.of(tree.root()));
    }

    private void unknown(List<CheckReport> checks) {
        if (checks.isEmpty()) {
            return;
        }
        page.blank();
        CheckRows rows = new CheckRows(page, Line.of(Style.UNSURE, "NOT KNOWN").add("  "), checks);
        for (CheckReport check : checks) {
            rows.row(check);
            CheckText.remedies(page, check, rows.blank().width());
        }
    }

    private void up(List<CheckReport> checks) {
        if (checks.isEmpty()) {
            return;
        }
        page.blank();
        Line label = Line.of(Style.GOOD, "UP " + checks.size()).add("   ");
        if (verbose) {
            CheckRows rows = new CheckRows(page, label, checks);
            checks.forEach(rows::row);
        } else {
            page.fill(label, checks.stream().map(ReportText::brief).toList(), " · ");
        }
    }

    private static Line brief(CheckReport check) {
        Line line = Line.of(check.name());
        CheckText.summary(check).forEach(word -> line.add(" ").add(word));
        return line;
    }
}
