package dev.vitals.format;

import dev.vitals.probe.Quantities;
import dev.vitals.report.Report;
import dev.vitals.report.Ruling;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The first lines of a report: status, severity, since when, and when a response is due. */
final class HeaderText {
    private final Report report;
    private final boolean detail;
    private final boolean verbose;
    private final Times times;

    HeaderText(Report report, boolean detail, boolean verbose, ZoneId zone) {
        this.report = report;
        this.detail = detail;
        this.verbose = verbose;
        this.times = new Times(zone, report.at());
    }

    void write(Page page) {
        List<Line> parts = new ArrayList<>();
        parts.add(Line.of(Style.STRONG, report.application()));
        parts.add(Line.of(Style.of(report.status()), report.status().name()));
        report.verdict().severity().ifPresent(severity -> parts.add(Line.of(Style.STRONG, severity.name())));
        if (detail) {
            report.verdict().severityRule().ifPresent(rule -> parts.add(Line.of(rule)));
        }
        parts.add(
                Line.of("since " + times.second(report.since()) + " (" + Quantities.duration(report.lasting()) + ")"));
        Deadlines.of(report).ifPresent(deadlines -> {
            parts.add(Line.of(respondBy(deadlines)));
            parts.add(Line.of("next update " + times.minute(deadlines.nextUpdate())));
        });
        page.fill(new Line(), parts, "   ");
        ruling(page);
        scope(page);
    }

    /** What the rule was decided on and whom to call, for those who may see it. */
    private void ruling(Page page) {
        if (!detail) {
            return;
        }
        List<String> inputs = report.verdict().ruling().map(Ruling::inputs).orElse(List.of());
        if (verbose && !inputs.isEmpty()) {
            page.fill(
                    Line.of("rule applied to  "), inputs.stream().map(Line::of).toList(), ", ");
        }
        List<Line> ladder = Deadlines.of(report).map(Deadlines::ladder).orElse(List.of()).stream()
                .map(rung -> Line.of(times.minute(rung.by()) + " " + rung.to()))
                .toList();
        if (!ladder.isEmpty()) {
            page.fill(Line.of("escalate  "), ladder, " · ");
        }
    }

    private String respondBy(Deadlines deadlines) {
        String by = "respond by " + times.minute(deadlines.respondBy());
        return report.at().isAfter(deadlines.respondBy()) ? by + " (overdue)" : by;
    }

    /** Says which part of the application this is about, unless it is the whole. */
    private void scope(Page page) {
        List<Line> parts = new ArrayList<>();
        report.selection().group().ifPresent(group -> parts.add(Line.of("group " + group)));
        if (report.selection().group().isPresent() && !report.ready()) {
            parts.add(Line.of("not ready"));
        }
        if (!report.selection().excluded().isEmpty()) {
            parts.add(Line.of("without "
                    + String.join(
                            ", ",
                            report.selection().excluded().stream().sorted().toList())));
        }
        if (!parts.isEmpty()) {
            page.fill(new Line(), parts, "   ");
        }
    }
}
