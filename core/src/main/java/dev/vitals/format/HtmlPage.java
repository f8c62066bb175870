package dev.vitals.format;

import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The status page. */
final class HtmlPage {
    static final String SCRIPT = "<script src=\"?" + HtmlFormat.SCRIPT_QUERY + "\" defer></script>";

    /** A dot in the colour of the status, which the reader sees in another tab too. */
    private static final String ICON =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
                    + "%3Ccircle cx='4' cy='4' r='4' fill='%23?'/%3E%3C/svg%3E";

    private final ZoneId zone;
    private final Html html = new Html();

    HtmlPage(ZoneId zone) {
        this.zone = zone;
    }

    String report(ReportView view) {
        Report report = view.report();
        begin(report.application() + " " + report.status(), report.status());
        verdict(report, view);
        html.raw(
                "<div role=\"search\"><input type=\"checkbox\" id=\"bad\"><label for=\"bad\">only what is not up</label></div>");
        html.in("main");
        HtmlCheck checks = new HtmlCheck(html, new Times(zone, report.at()), view.detail(), view.around());
        if (view.detail()) {
            roots(report, checks);
        }
        all(report, checks, view);
        if (view.detail()) {
            new HtmlTimeline(html, zone).of(report);
        }
        html.end();
        view.around().ifPresent(around -> new HtmlAround(html, around).trends());
        links(view.detail(), view.verbose(), report.selection().excluded());
        return finish(html);
    }

    String check(CheckView view) {
        CheckReport check = view.check();
        begin(check.name() + " " + check.status(), check.status());
        Instant at = check.timing().checkedAt().orElse(check.timing().since());
        html.in("main", "class", check.status().name());
        html.of("h1", check.name());
        warnings(view.warnings());
        view.around().filter(Around::operates).ifPresent(around -> new HtmlAround(html, around).run());
        new HtmlCheck(html, new Times(zone, at), view.detail(), view.around()).alone(check);
        html.end();
        links(view.detail(), view.verbose(), Set.of());
        view.around()
                .ifPresent(around -> html.in("p")
                        .of("a", "all checks", "href", around.home())
                        .end());
        return finish(html);
    }

    String probe(ProbeView view) {
        begin(view.probe() + (view.passed() ? ": yes" : ": no"), view.status());
        html.in("main", "class", view.status().name());
        html.of("h1", view.probe() + (view.passed() ? ": yes" : ": no"));
        warnings(view.warnings());
        html.of("p", sign(view.status()), "class", "s");
        names("failing", view.failing());
        names("without a first result", view.pending());
        if (view.hides()) {
            html.of("p", Hidden.WORDS, "class", "d");
        }
        html.end();
        return finish(html);
    }

    private void names(String label, List<String> names) {
        if (!names.isEmpty()) {
            html.of("p", label + ": " + String.join(", ", names));
        }
    }

    private void begin(String title, Status status) {
        begin(html, title, status, "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>" + SCRIPT);
    }

    static void begin(Html html, String title, Status status, String renewal) {
        html.raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .raw("<meta name=\"robots\" content=\"noindex\">")
                .raw(renewal)
                .alone("link", "rel", "icon", "href", ICON.replace("?", colour(status)))
                .of("title", title)
                .raw("<style>" + HtmlFormat.STYLE + "</style></head><body>");
    }

    static String finish(Html html) {
        return html.raw("</body></html>").toString();
    }

    private void verdict(Report report, ReportView view) {
        boolean detail = view.detail();
        Times times = new Times(zone, report.at());
        html.in("header", "class", "v " + report.status());
        html.of("h1", report.application());
        html.in("p").in("b").of("span", sign(report.status()), "class", "s");
        report.verdict().severity().ifPresent(severity -> html.text(" " + severity.name() + " " + severity.sev()));
        html.end().end();
        if (detail) {
            verdictInWords(report);
        }
        html.of(
                "p",
                "since " + times.second(report.since()) + " (" + Quantities.duration(report.lasting()) + "), seen "
                        + times.second(report.at()));
        Deadlines.of(report).ifPresent(due -> due(report, due, times, detail));
        scope(report);
        warnings(view.warnings());
        warnings(notes(view));
        view.around().ifPresent(around -> new HtmlAround(html, around).next());
        html.end();
    }

    /** The rule, and the causes that it comes from. */
    private void verdictInWords(Report report) {
        String causes = report.verdict().rootCauses().stream()
                .limit(3)
                .flatMap(root -> report.check(root.check()).stream())
                .map(check -> check.cause() + " in " + check.name())
                .collect(Collectors.joining("; "));
        report.verdict().ruling().ifPresent(ruling -> {
            html.of("p", ruling.rule() + ": " + causes);
            if (!ruling.inputs().isEmpty()) {
                html.of("p", "rule applied to " + String.join(", ", ruling.inputs()), "class", "d");
            }
        });
    }

    private void due(Report report, Deadlines due, Times times, boolean detail) {
        html.of("p", due(report, due, times));
        if (detail && !due.ladder().isEmpty()) {
            String ladder = due.ladder().stream()
                    .map(rung -> times.minute(rung.by()) + " " + rung.to())
                    .collect(Collectors.joining(", "));
            html.of("p", "escalate " + ladder);
        }
    }

    private static String due(Report report, Deadlines due, Times times) {
        String overdue = report.at().isAfter(due.respondBy()) ? " (overdue)" : "";
        return "respond by " + times.minute(due.respondBy()) + overdue + ", next update "
                + times.minute(due.nextUpdate());
    }

    private void scope(Report report) {
        long pending = report.checks().stream()
                .filter(check -> check.freshness() == Freshness.PENDING)
                .count();
        int all = report.checks().size();
        List<String> parts = new ArrayList<>();
        if (pending > 0) {
            parts.add((all - pending) + " of " + all + " checks have answered");
        }
        report.selection().group().ifPresent(group -> parts.add("group " + group));
        if (!report.selection().excluded().isEmpty()) {
            parts.add("without "
                    + String.join(
                            ", ",
                            report.selection().excluded().stream().sorted().toList()));
        }
        if (!report.ready()) {
            parts.add("not ready for traffic");
        }
        if (!parts.isEmpty()) {
            html.of("p", String.join("; ", parts), "class", "d");
        }
    }

    /** Without what stands as a link below. */
    private static List<String> notes(ReportView view) {
        String linked = view.around()
                .flatMap(Around::dump)
                .map(dump -> dump.place() + "/download")
                .orElse("\n");
        return view.report().notes().stream()
                .filter(note -> view.detail() && !note.contains(linked))
                .toList();
    }

    private void warnings(List<String> warnings) {
        warnings.forEach(warning -> html.of("p", warning, "class", "d"));
    }

    private void roots(Report report, HtmlCheck checks) {
        List<RootTree> roots = RootTree.of(report).stream()
                .filter(tree -> !tree.merelyUnknown())
                .toList();
        if (!roots.isEmpty()) {
            html.of("h2", roots.size() == 1 ? "Root cause" : "Root causes");
            RuledOut ruledOut = new RuledOut(report);
            for (RootTree tree : roots) {
                checks.root(tree, ruledOut.of(tree.root()));
            }
        }
    }

    private void all(Report report, HtmlCheck checks, ReportView view) {
        html.of("h2", "All " + report.checks().size() + " checks");
        Set<String> above = view.detail() ? rootNames(report) : Set.of();
        for (CheckReport check : report.checks()) {
            checks.folded(check, view.verbose(), !above.contains(check.name()));
        }
        if (!view.detail()) {
            html.of("p", "You see statuses only: " + Hidden.WORDS + ".", "class", "d");
        }
    }

    /** The checks whose findings stand above already. */
    private static Set<String> rootNames(Report report) {
        return RootTree.of(report).stream()
                .filter(tree -> !tree.merelyUnknown())
                .map(tree -> tree.root().name())
                .collect(Collectors.toSet());
    }

    /** Links that ask for the same in another form. */
    private void links(boolean detail, boolean verbose, Set<String> excluded) {
        String same = excluded.stream()
                .sorted()
                .map(name -> "&exclude=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        html.raw("<nav><p class=\"d\">also as ");
        for (String format : List.of("json", "text", "markdown", "openmetrics", "health", "kubernetes")) {
            html.of("a", format, "href", "?format=" + format + (verbose ? "&verbose" : "") + same);
        }
        if (detail) {
            html.of(
                    "a",
                    verbose ? "folded" : "everything unfolded",
                    "href",
                    "?format=html" + (verbose ? "" : "&verbose") + same);
        }
        html.raw("</p></nav>");
    }

    private static String colour(Status status) {
        return switch (status) {
            case UP -> "2da44e";
            case DEGRADED -> "bf8700";
            case DOWN -> "cf222e";
            case UNKNOWN -> "808891";
        };
    }

    /** A word and a sign, so that colour is not needed. */
    static String sign(Status status) {
        return switch (status) {
            case UP -> "✓ UP";
            case DEGRADED -> "▲ DEGRADED";
            case DOWN -> "✕ DOWN";
            case UNKNOWN -> "? UNKNOWN";
        };
    }
}
