package dev.vitals.format;

import dev.vitals.format.Format.CheckView;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that is known of one check: summary, numbers against their limits, evidence, remedies. */
final class CheckText {
    private static final int LINES = 30;
    /** Advice from elsewhere may end like a sentence; here a colon or nothing follows. */
    private static final Pattern END = Pattern.compile("(?<=[^\\s.:])[\\s.:]+$");

    private final Page page;
    private final CheckReport check;
    private final boolean verbose;

    CheckText(Page page, CheckReport check, boolean verbose) {
        this.page = page;
        this.check = check;
        this.verbose = verbose;
    }

    static void alone(Page page, CheckView view) {
        CheckReport check = view.check();
        List<Line> head = new ArrayList<>();
        head.add(Line.of(Style.STRONG, check.name()));
        head.add(status(check));
        head.add(Line.of(check.cause()));
        page.fill(new Line(), head, "   ");
        new CheckText(page, check, view.verbose()).write();
    }

    /** Returns such as {@code DOWN for 4 m 12 s}. */
    static Line status(CheckReport check) {
        return Line.of(Style.of(check.status()), check.status().name())
                .add(" for " + Quantities.duration(check.timing().lasting()));
    }

    void write() {
        List<Line> summary = summary(check);
        if (!summary.isEmpty()) {
            page.fill(Line.of("  "), summary, " ");
        }
        List<Line> numbers = numbers();
        if (!numbers.isEmpty()) {
            page.fill(Line.of("  ").add(Style.FAINT, "observed").add("  "), numbers, " · ");
        }
        Stream.concat(check.result().evidence().stream(), check.diagnosis().stream())
                .forEach(this::evidence);
        remedies(page, check, 2);
    }

    /** Returns the words of the summary, and what a reader must know to trust it. */
    static List<Line> summary(CheckReport check) {
        return Stream.concat(
                        Line.words(Style.PLAIN, check.result().summary()).stream(),
                        Marks.of(check).stream().map(mark -> Line.of(Style.FAINT, "[" + mark + "]")))
                .toList();
    }

    private List<Line> numbers() {
        return check.result().observations().stream()
                .filter(number -> verbose || number.threshold().isPresent())
                .map(number -> Line.of(number(number)))
                .toList();
    }

    private static String number(Observation number) {
        List<String> limits = new ArrayList<>();
        number.threshold().ifPresent(threshold -> {
            threshold.shown(Status.DEGRADED).ifPresent(warn -> limits.add("warn " + warn));
            threshold.shown(Status.DOWN).ifPresent(fail -> limits.add("fail " + fail));
        });
        String seen = number.name() + " " + number.shown();
        return limits.isEmpty() ? seen : seen + " (" + String.join(", ", limits) + ")";
    }

    private void evidence(Evidence evidence) {
        page.line(Line.of("  ").add(Style.FAINT, evidence.title()));
        EvidenceLines.of(evidence, verbose ? Integer.MAX_VALUE : LINES)
                .forEach(line -> page.line(Line.of("    ").add(line)));
    }

    static void remedies(Page page, CheckReport check, int indent) {
        String label = "do next";
        for (Remedy remedy : check.result().remedies()) {
            remedy(
                    page,
                    remedy,
                    new Line().padTo(indent).add(Style.STRONG, label).padTo(indent + 10));
            label = "";
        }
    }

    private static void remedy(Page page, Remedy remedy, Line lead) {
        String words = END.matcher(remedy.advice()).replaceFirst("");
        if (remedy.command().isEmpty()) {
            page.fill(lead, Line.words(Style.PLAIN, words), " ");
            return;
        }
        Line advice = Line.of(words).add(":");
        Line command = Line.of(Style.STRONG, remedy.command().get());
        if (lead.width() + advice.width() + 2 + command.width() <= page.width()) {
            page.whole(lead.add(advice).add("  ").add(command));
        } else {
            page.fill(lead, Line.words(Style.PLAIN, words + ":"), " ");
            page.whole(new Line().padTo(lead.width()).add(command));
        }
    }
}
