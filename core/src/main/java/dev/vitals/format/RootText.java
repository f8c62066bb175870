package dev.vitals.format;

import dev.vitals.format.Format.CheckView;
import dev.vitals.format.RootTree.Branch;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A root cause: its summary, observations, evidence and remedies, and the symptoms it explains. */
final class RootText {
    private static final int BRIEF_EVIDENCE = 2;
    private static final int BRIEF_ROWS = 3;
    private static final int ALIKE = 3;

    private final Page page;
    private final RootTree tree;
    private final boolean verbose;

    RootText(Page page, RootTree tree, boolean verbose) {
        this.page = page;
        this.tree = tree;
        this.verbose = verbose;
    }

    void write(List<CheckReport> ruledOut) {
        head();
        new CheckText(page, tree.root(), verbose).write();
        tree.advice().ifPresent(advice -> new AdviceText(page, advice, verbose).write(tree.root()));
        if (!tree.branches().isEmpty()) {
            page.blank();
            explains();
        }
        ruledOut(ruledOut);
        if (verbose) {
            tree.branches().forEach(branch -> symptom(branch.check()));
        }
    }

    private void symptom(CheckReport check) {
        page.blank();
        CheckText.alone(page, new CheckView(check, true, true, List.of()));
    }

    private void head() {
        List<Line> parts = new ArrayList<>();
        parts.add(Line.of(Style.STRONG, tree.root().cause()));
        parts.add(Line.of(Style.STRONG, tree.root().name()));
        parts.add(CheckText.status(tree.root()));
        tree.commonRule().ifPresent(rule -> parts.add(Line.of("(rule: " + rule + ")")));
        page.fill(Line.of(Style.STRONG, "ROOT CAUSE").add("  "), parts, "  ");
        for (String note : tree.notes()) {
            page.fill(
                    Line.of("  "), Stream.of(note.split(" ", -1)).map(Line::of).toList(), " ");
        }
    }

    private void ruledOut(List<CheckReport> checks) {
        if (!checks.isEmpty()) {
            page.blank();
            Line label = Line.of("  ").add(Style.STRONG, "ruled out").add("  ");
            page.fill(label, checks.stream().map(RuledOut::line).map(Line::of).toList(), " · ");
        }
    }

    private void explains() {
        List<Branch> single = tree.branches().stream()
                .filter(one -> alike(one).size() < ALIKE)
                .toList();
        CheckRows rows = new CheckRows(
                page,
                Line.of("  ").add(Style.STRONG, "explains").add("  "),
                single.stream().map(Branch::check).toList());
        single.forEach(branch -> row(rows, branch));
        tree.branches().stream()
                .filter(one -> alike(one).size() >= ALIKE && alike(one).get(0).equals(one))
                .forEach(first -> together(rows, first));
    }

    private void together(CheckRows rows, Branch first) {
        rows.together(alike(first).stream().map(Branch::check).toList());
        rule(rows, first);
    }

    private void row(CheckRows rows, Branch branch) {
        rows.row(branch.check());
        List<Line> seen = seen(branch.check());
        if (!seen.isEmpty()) {
            page.fill(rows.blank(), seen, "    ");
        }
        rule(rows, branch);
    }

    private void rule(CheckRows rows, Branch branch) {
        if (tree.commonRule().isEmpty()) {
            page.fill(rows.blank(), List.of(Line.of(Style.FAINT, "(rule: " + branch.rule() + ")")), " ");
        }
    }

    /** Returns the symptoms that are UNKNOWN for the same reason as this one and would only repeat it. */
    private List<Branch> alike(Branch branch) {
        CheckReport check = branch.check();
        return check.status() != Status.UNKNOWN || check.cause().isEmpty()
                ? List.of()
                : tree.branches().stream()
                        .filter(one -> one.rule().equals(branch.rule()))
                        .filter(one -> one.check().status() == Status.UNKNOWN)
                        .filter(one -> one.check().cause().equals(check.cause()))
                        .toList();
    }

    /** Returns the most important evidence of a symptom in few words. */
    private static List<Line> seen(CheckReport symptom) {
        return symptom.result().evidence().stream()
                .limit(BRIEF_EVIDENCE)
                .map(RootText::brief)
                .map(Line::of)
                .toList();
    }

    private static String brief(Evidence evidence) {
        List<String> rows = EvidenceLines.brief(evidence);
        String shown = String.join(", ", rows.subList(0, Math.min(rows.size(), BRIEF_ROWS)));
        return rows.size() > BRIEF_ROWS
                ? evidence.title() + ": " + shown + ", and " + (rows.size() - BRIEF_ROWS) + " more"
                : evidence.title() + ": " + shown;
    }
}
