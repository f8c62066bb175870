package dev.vitals.format;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A check on the status page: folded in the list of all, or open as a root cause. */
final class HtmlCheck {
    private static final int DEEPEST = 50;
    /** Limits are inclusive, those of a meter are not. */
    private static final double EDGE = 0.001;

    private final Html html;
    private final Times times;
    private final boolean detail;
    private final Optional<Around> around;

    HtmlCheck(Html html, Times times, boolean detail, Optional<Around> around) {
        this.html = html;
        this.times = times;
        this.detail = detail;
        this.around = around;
    }

    void root(RootTree tree, List<CheckReport> ruledOut) {
        CheckReport check = tree.root();
        html.in("section", "class", "root " + check.status());
        html.in("h3").text(check.cause() + " ").of("span", check.name() + " ");
        html.of("span", HtmlPage.sign(check.status()), "class", "s").end();
        tree.commonRule().ifPresent(rule -> html.of("p", "rule: " + rule, "class", "d"));
        tree.notes().forEach(words -> html.of("p", words));
        findings(check);
        tree.advice().ifPresent(this::advice);
        if (!tree.branches().isEmpty()) {
            html.of("p", "explains", "class", "d").in("ul");
            tree.branches().forEach(branch -> branch(branch.check(), branch.rule()));
            html.end();
        }
        ruledOut(ruledOut);
        html.end();
    }

    /** What might have explained it and does not, so that nobody looks there. */
    private void ruledOut(List<CheckReport> checks) {
        if (checks.isEmpty()) {
            return;
        }
        html.of(
                "p",
                "ruled out: " + checks.stream().map(RuledOut::line).collect(Collectors.joining(" · ")),
                "class",
                "d");
    }

    private void advice(Advice advice) {
        html.in("details").of("summary", "runbook: " + advice.title()).of("p", advice.meaning());
        list(advice.steps(), "li");
        list(advice.commands(), "code");
        list(advice.links(), "a");
        html.end();
        if (!advice.escalation().isEmpty()) {
            html.of("p", "call " + String.join("; ", advice.escalation()));
        }
    }

    private void list(List<String> texts, String element) {
        if (texts.isEmpty()) {
            return;
        }
        html.in("ul");
        for (String text : texts) {
            switch (element) {
                case "a" -> html.in("li").of("a", text, "href", text).end();
                case "code" -> html.in("li").of("code", text).end();
                default -> html.of("li", text);
            }
        }
        html.end();
    }

    private void branch(CheckReport check, String rule) {
        html.in("li", "class", check.status().name());
        html.text(check.name() + " ").of("span", HtmlPage.sign(check.status()), "class", "s");
        html.text(" " + check.cause() + " " + check.result().summary()).of("span", " (" + rule + ")", "class", "d");
        html.end();
    }

    /** One that fails stands open, unless its findings stand elsewhere: they are not written twice. */
    void folded(CheckReport check, boolean open, boolean withFindings) {
        boolean failing = check.status() == Status.DOWN || check.status() == Status.DEGRADED;
        html.in("details", attributes(check, open || (failing && withFindings && detail)));
        html.in("summary")
                .of("span", HtmlPage.sign(check.status()), "class", "s")
                .of("span", check.name(), "class", "n");
        if (detail) {
            String cause = check.status() == Status.UP ? "" : check.cause() + " ";
            html.of("span", cause + check.result().summary(), "class", "d");
        }
        HtmlStrip.write(html, check);
        html.end();
        about(check);
        if (detail && withFindings) {
            beyondSummary(check);
        }
        html.end();
    }

    private static String[] attributes(CheckReport check, boolean open) {
        String kind = check.status().name();
        return open ? new String[] {"class", kind, "open", ""} : new String[] {"class", kind};
    }

    void alone(CheckReport check) {
        html.in("p").of("span", HtmlPage.sign(check.status()), "class", "s");
        html.text(detail ? " " + check.cause() : "").end();
        HtmlStrip.write(html, check);
        about(check);
        if (detail) {
            findings(check);
        }
    }

    private void about(CheckReport check) {
        StringBuilder line = new StringBuilder();
        line.append("since ").append(times.second(check.timing().since()));
        line.append(" (").append(Quantities.duration(check.timing().lasting())).append(')');
        check.timing()
                .checkedAt()
                .ifPresent(at -> line.append(", checked ")
                        .append(Quantities.duration(check.timing().age()))
                        .append(" ago in ")
                        .append(Quantities.duration(check.timing().took())));
        line.append(", ").append(check.policy().impact().name().toLowerCase(Locale.ROOT));
        Marks.of(check).forEach(mark -> line.append(", ").append(mark));
        html.in("p", "class", "d").text(line.toString());
        around.filter(Around::operates).ifPresent(operator -> runNow(operator, check.name()));
        html.end();
    }

    private void runNow(Around operator, String check) {
        String place = operator.home() + "run/" + Around.segment(check);
        html.text(" ").of("button", "run now", "form", "r", "formaction", place);
    }

    private void findings(CheckReport check) {
        if (!check.result().summary().isEmpty()) {
            html.of("p", check.result().summary());
        }
        beyondSummary(check);
    }

    private void beyondSummary(CheckReport check) {
        remedies(check.result().remedies());
        observations(check);
        check.result().evidence().forEach(this::evidence);
        check.diagnosis().forEach(this::evidence);
    }

    private void remedies(List<Remedy> remedies) {
        if (remedies.isEmpty()) {
            return;
        }
        html.of("p", "do next", "class", "d").in("ul");
        for (Remedy remedy : remedies) {
            html.in("li").text(remedy.advice());
            remedy.command().ifPresent(command -> html.of("code", command));
            html.end();
        }
        html.end();
    }

    private void observations(CheckReport check) {
        List<Observation> numbers = check.result().observations();
        if (numbers.isEmpty()) {
            return;
        }
        html.in("table", "class", "o");
        for (Observation number : numbers) {
            html.in("tr").of("th", number.name()).in("td");
            number.threshold().ifPresent(threshold -> bar(number, threshold));
            html.text(number.shown() + limits(number)).end();
            // Of what is up, only what could bring it down: the page stays small.
            if (number.threshold().isPresent() || check.status() != Status.UP) {
                html.in("td");
                HtmlSpark.write(html, check.history(), number);
                html.end();
            }
            html.end();
        }
        html.end();
    }

    private static String limits(Observation number) {
        StringBuilder text = new StringBuilder();
        number.threshold().ifPresent(threshold -> {
            threshold
                    .shown(Status.DEGRADED)
                    .ifPresent(warn -> text.append(", warn ").append(warn));
            threshold
                    .shown(Status.DOWN)
                    .ifPresent(fail -> text.append(", fail ").append(fail));
        });
        return text.toString();
    }

    /** The bar is full where it fails; of a number that must not get small, where it is twice what it must be. */
    private void bar(Observation number, Threshold threshold) {
        OptionalDouble limit = threshold.fail().isPresent() ? threshold.fail() : threshold.warn();
        if (limit.isEmpty() || limit.getAsDouble() <= 0) {
            return;
        }
        boolean above = threshold.direction() == Threshold.Direction.ABOVE;
        double full = limit.getAsDouble() * (above ? 1 : 2);
        double warn = threshold.warn().orElse(limit.getAsDouble()) / full;
        double fail = threshold.fail().orElse(above ? full : 0) / full;
        // A browser colours the bar by where it stands: as good as the optimum, next to it, or beyond.
        html.in(
                        "meter",
                        "value",
                        share(number.value() / full),
                        "low",
                        share(above ? warn - EDGE : fail + EDGE),
                        "high",
                        share(above ? fail - EDGE : warn + EDGE),
                        "optimum",
                        above ? "0" : "1")
                .end();
    }

    private static String share(double value) {
        return Double.toString(Math.round(1_000 * Math.max(0, Math.min(1, value))) / 1_000.0);
    }

    private void evidence(Evidence evidence) {
        html.of("p", evidence.title(), "class", "d");
        if (evidence instanceof Evidence.Table table) {
            table(table);
        } else if (evidence instanceof Evidence.Tree tree) {
            html.in("ul", "class", "t");
            tree.roots().forEach(node -> node(node, 0));
            html.end();
        } else {
            html.of("pre", String.join("\n", ((Evidence.Text) evidence).lines()), "tabindex", "0");
        }
    }

    private void table(Evidence.Table table) {
        html.in("div", "class", "w", "tabindex", "0").in("table").in("tr");
        table.columns().forEach(column -> html.of("th", column, "scope", "col"));
        html.end();
        for (List<String> row : table.rows()) {
            html.in("tr");
            row.forEach(cell -> html.of("td", cell));
            html.end();
        }
        html.end().end();
    }

    private void node(Node node, int depth) {
        html.in("li").text(node.text());
        if (!node.children().isEmpty() && depth < DEEPEST) {
            html.in("ul");
            node.children().forEach(child -> node(child, depth + 1));
            html.end();
        }
        html.end();
    }
}
