package dev.vitals.dump;

import dev.vitals.format.Format.ReportView;
import dev.vitals.format.HtmlFormat;
import dev.vitals.probe.Unit;
import dev.vitals.report.Report;
import dev.vitals.text.Clean;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes the page to look at: the status page as it was, without what only makes sense while it is served, then verdicts,
 * charts, thread groups and a list of what is inside.
 */
record PageFile(Cover cover) implements Collector {
    private static final Pattern SERVED_ONLY =
            Pattern.compile("<noscript>.*?</noscript>|<script[ >].*?</script>|<nav[ >].*?</nav>", Pattern.DOTALL);
    private static final String END = "</body></html>";
    private static final int GROUPS = 60;
    private static final int SERIES = 100;

    @Override
    public String file() {
        return "index.html";
    }

    @Override
    public void collect(SectionOut out, Facts facts) {
        String page = facts.find(Report.class).map(PageFile::status).orElseGet(PageFile::bare);
        int end = page.lastIndexOf(END);
        // In short lines, as the redactor reads no long ones.
        out.html(page.substring(0, end).replace("<main>", "<main>" + guide()).replace("><", ">\n<"));
        facts.find(Judging.Verdicts.class).ifPresent(verdicts -> verdicts(out, verdicts));
        charts(out);
        facts.find(ThreadSnapshot.First.class).ifPresent(first -> threads(out, ThreadGroups.of(first.snapshot())));
        inside(out);
        out.html(END);
    }

    /** Says that this is no page that is served, and leads to what a dump adds to one. */
    private String guide() {
        return "<p class=\"d\">dump " + cover.head().id() + ", taken "
                + cover.head().at().truncatedTo(ChronoUnit.SECONDS)
                + ": <a href=\"#verdicts\">verdicts</a> · <a href=\"#charts\">charts</a>"
                + " · <a href=\"#threads\">threads</a> · <a href=\"#inside\">inside</a>"
                + " · <a href=\"00-SUMMARY.md\">summary</a></p>";
    }

    private static String status(Report report) {
        byte[] page = HtmlFormat.DEFAULT.report(new ReportView(report, true, false, List.of()));
        return SERVED_ONLY.matcher(new String(page, StandardCharsets.UTF_8)).replaceAll("");
    }

    private static String bare() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>dump</title></head><body><main></main>"
                + END;
    }

    private void verdicts(SectionOut out, Judging.Verdicts verdicts) {
        out.html("<h2 id=\"verdicts\">Verdicts of the dump</h2>");
        out.html("<p class=\"d\">" + escape("redaction " + cover.redactionWords()) + "</p><table>");
        for (Judgement one : verdicts.all()) {
            String status = switch (one.level()) {
                case FAIL -> "DOWN";
                case WARN -> "DEGRADED";
                case UNKNOWN -> "UNKNOWN";
                case PASS -> "UP";
            };
            out.html("<tr class=\"" + status + "\"><td class=\"s\">" + one.level() + "</td><td class=\"s\">"
                    + one.rule() + "</td>");
            out.html("<td>" + escape(one.finding()) + "</td></tr>");
        }
        out.html("</table>");
    }

    private void charts(SectionOut out) {
        out.html("<h2 id=\"charts\">The last ten minutes</h2><table>");
        List<Vitality> samples = cover.watched().trends().machine();
        chart(out, "heap in use", Unit.BYTES, samples, one -> OptionalDouble.of(one.heapUsed()));
        chart(out, "heap after collection", Unit.BYTES, samples, one -> real(one.heapAfter()));
        chart(out, "load", Unit.COUNT, samples, Vitality::load);
        chart(out, "processor", Unit.RATIO, samples, Vitality::cpu);
        chart(out, "threads", Unit.COUNT, samples, one -> OptionalDouble.of(one.threads()));
        List<Double> collecting = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            collecting.add((samples.get(i).gcMillis() - samples.get(i - 1).gcMillis()) / 1e3);
        }
        chart(out, "collecting, in each 10 s", Unit.SECONDS, collecting);
        out.html("</table><h2>Observations, their last values</h2><table>");
        cover.watched().trends().observations().stream()
                .limit(SERIES)
                .forEach(series -> chart(out, series.name(), series.unit(), series.values()));
        out.html("</table>");
    }

    private static OptionalDouble real(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
    }

    private static void chart(
            SectionOut out, String name, Unit unit, List<Vitality> samples, Function<Vitality, OptionalDouble> value) {
        chart(
                out,
                name,
                unit,
                samples.stream()
                        .map(value)
                        .filter(OptionalDouble::isPresent)
                        .map(OptionalDouble::getAsDouble)
                        .toList());
    }

    private static void chart(SectionOut out, String name, Unit unit, List<Double> values) {
        if (values.isEmpty()) {
            return;
        }
        String last = unit.show(values.get(values.size() - 1));
        out.html("<tr><th scope=\"row\">" + escape(name) + "</th><td>" + escape(last) + "</td><td>");
        out.html(Chart.svg(name + ", " + values.size() + " values, last " + last, values));
        out.html("</td></tr>");
    }

    private static void threads(SectionOut out, ThreadGroups groups) {
        out.html("<h2 id=\"threads\">Threads by what they do</h2>");
        for (ThreadGroups.Group group : groups.groups().stream().limit(GROUPS).toList()) {
            String top = group.stack().isEmpty() ? "" : " in " + group.stack().get(0);
            out.html("<details><summary>" + group.threads().size() + " × " + group.state() + " <span class=\"d\">"
                    + escape(group.names() + top) + "</span></summary><pre>");
            group.stack().forEach(frame -> out.html(escape(frame.toString())));
            out.html("</pre></details>");
        }
        if (groups.groups().size() > GROUPS) {
            out.html("<p class=\"d\">and " + (groups.groups().size() - GROUPS)
                    + " more groups in threads/threads-1.txt</p>");
        }
    }

    private void inside(SectionOut out) {
        out.html("<h2 id=\"inside\">Inside</h2><table>");
        for (DumpSection row : cover.rows()) {
            String name = escape(row.file());
            String link = row.bytes() > 0 ? "<a href=\"" + name + "\">" + name + "</a>" : name;
            out.html("<tr><td>" + link + "</td><td>" + row.state() + "</td><td>" + row.bytes() + "</td><td>"
                    + row.took().toMillis() + " ms</td><td>"
                    + escape(row.reason().orElse("")) + "</td></tr>");
        }
        out.html("</table>");
    }

    static String escape(String text) {
        return Clean.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
