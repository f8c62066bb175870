package dev.vitals.dump;

import dev.vitals.dump.Judgement.Level;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what a person reads first, and perhaps only: in two screens what is wrong, what was found and what to do. */
record SummaryFile(Cover cover) implements Collector {
    private static final int ROOTS = 3;
    private static final int SYMPTOMS = 5;
    private static final int EVIDENCE = 6;
    private static final int MISSING = 8;
    private static final int LONGEST = 160;

    @Override
    public String file() {
        return "00-SUMMARY.md";
    }

    @Override
    public void collect(SectionOut out, Facts facts) {
        Optional<Report> report = facts.find(Report.class);
        head(out, report);
        report.ifPresent(is -> roots(out, is));
        next(out, report, facts.find(Judging.Verdicts.class));
        facts.find(ErrorsFile.Groups.class)
                .flatMap(groups -> groups.most(cover.head().at()))
                .ifPresent(error -> frequent(out, error));
        facts.find(Judging.Verdicts.class).ifPresent(verdicts -> verdicts(out, verdicts));
        missing(out);
        out.markdown("");
        out.markdown("## Redaction");
        out.markdown("");
        out.markdown(cover.redactionWords());
        contents(out);
    }

    private void head(SectionOut out, Optional<Report> report) {
        Dump.Head head = cover.head();
        String state = report.map(is -> ": " + is.status()
                        + is.verdict()
                                .severity()
                                .map(severity -> " " + severity)
                                .orElse(""))
                .orElse("");
        out.markdown("# " + cover.application() + state + " (dump " + head.id() + ")");
        out.markdown("");
        long whole = cover.rows().stream()
                .filter(row -> row.state() == DumpSection.State.COMPLETE)
                .count();
        out.markdown("Taken " + head.at().truncatedTo(ChronoUnit.SECONDS) + " in " + Quantities.duration(head.took())
                + ", " + whole + " of " + cover.rows().size() + " parts whole. Trigger: "
                + head.request().trigger()
                + head.request().by().map(by -> " by " + by).orElse("") + ", "
                + head.request().reason());
        out.markdown(
                cover.process() + ", up " + Quantities.duration(Duration.ofSeconds(cover.uptimeSeconds())) + machine());
        report.flatMap(Report::deployment).ifPresent(known -> out.markdown("Build: " + brief(BuildFile.words(known))));
    }

    private String machine() {
        List<Vitality> samples = cover.watched().trends().machine();
        if (samples.isEmpty()) {
            return "";
        }
        Vitality now = samples.get(samples.size() - 1);
        String heap = now.heapMax().isPresent()
                ? " of " + Quantities.bytes(now.heapMax().getAsLong())
                : "";
        String load = now.load().isPresent() ? ", load " + Math.round(now.load().getAsDouble() * 10) / 10.0 : "";
        return ", " + now.threads() + " threads, heap " + Quantities.bytes(now.heapUsed()) + heap + load;
    }

    private static void roots(SectionOut out, Report report) {
        out.markdown("");
        out.markdown("## What is wrong");
        out.markdown("");
        if (report.verdict().rootCauses().isEmpty()) {
            out.markdown("Every check is UP.");
            return;
        }
        report.verdict()
                .severityRule()
                .ifPresent(rule ->
                        out.markdown(report.verdict().severity().map(Enum::name).orElse("") + " since "
                                + report.since().truncatedTo(ChronoUnit.SECONDS) + ": " + rule));
        List<RootCause> roots = report.verdict().rootCauses();
        for (int i = 0; i < Math.min(ROOTS, roots.size()); i++) {
            root(out, report, roots.get(i), i == 0 ? EVIDENCE : 0);
        }
        if (roots.size() > ROOTS) {
            out.markdown("and " + (roots.size() - ROOTS) + " more root causes: see health/report.txt");
        }
    }

    private static void root(SectionOut out, Report report, RootCause root, int evidence) {
        Optional<CheckReport> check = report.check(root.check());
        if (check.isEmpty()) {
            return;
        }
        out.markdown("");
        out.markdown("- **" + check.get().cause() + "** in " + root.check() + " ("
                + check.get().status() + "): " + check.get().result().summary());
        report.deploymentBefore(root).ifPresent(before -> out.markdown("  " + before));
        report.precedent(root).ifPresent(earlier -> out.markdown("  seen before: " + earlier.words()));
        evidence(out, check.get(), evidence);
        explained(out, report, root);
    }

    /** Those that say something of their own; of those that only know that they know nothing, the names do. */
    private static void explained(SectionOut out, Report report, RootCause root) {
        List<CheckReport> symptoms = root.symptoms().stream()
                .flatMap(symptom -> report.check(symptom.check()).stream())
                .toList();
        List<CheckReport> telling = symptoms.stream()
                .filter(check -> check.status() != Status.UNKNOWN)
                .limit(SYMPTOMS)
                .toList();
        telling.forEach(check -> out.markdown("  explains " + check.name() + " (" + check.status() + "): "
                + brief(check.result().summary())));
        String others = symptoms.stream()
                .filter(check -> !telling.contains(check))
                .map(CheckReport::name)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            out.markdown("  explains " + (telling.isEmpty() ? "" : "as well ") + Clean.cut(others, LONGEST));
        }
    }

    /** The first lines of what was seen. */
    private static void evidence(SectionOut out, CheckReport check, int most) {
        List<String> lines = check.result().evidence().stream()
                .flatMap(evidence -> EvidenceText.lines(evidence, false).stream())
                .toList();
        lines.stream().limit(most).forEach(line -> out.markdown("  " + brief(line)));
        if (most > 0 && lines.size() > most) {
            out.markdown("    and " + Plural.of(lines.size() - most, "line") + " more in health/report.txt");
        }
    }

    private static void frequent(SectionOut out, String error) {
        out.markdown("");
        out.markdown("Logged most often of late (app/errors.txt): " + Clean.cut(error, 2 * LONGEST));
    }

    private static void verdicts(SectionOut out, Judging.Verdicts verdicts) {
        out.markdown("");
        out.markdown("## Verdicts");
        out.markdown("");
        for (Level level : List.of(Level.FAIL, Level.WARN)) {
            verdicts.of(level)
                    .forEach(one -> out.markdown("- " + level + " " + one.rule() + ": " + brief(one.finding())));
        }
        out.markdown("- well: " + names(verdicts.of(Level.PASS)) + "; not known: " + names(verdicts.of(Level.UNKNOWN)));
    }

    private static String names(List<Judgement> all) {
        return all.isEmpty() ? "none" : all.stream().map(Judgement::rule).collect(Collectors.joining(", "));
    }

    private void missing(SectionOut out) {
        List<DumpSection> missing = cover.missing();
        if (missing.isEmpty()) {
            return;
        }
        out.markdown("");
        out.markdown("## Not collected, or not whole");
        out.markdown("");
        missing.stream()
                .limit(MISSING)
                .forEach(row -> out.markdown("- " + row.file() + " " + row.state() + ": "
                        + brief(row.reason().orElse(""))));
        if (missing.size() > MISSING) {
            out.markdown("- and " + (missing.size() - MISSING) + " more: see manifest.json");
        }
    }

    private static void next(SectionOut out, Optional<Report> report, Optional<Judging.Verdicts> verdicts) {
        out.markdown("");
        out.markdown("## Next");
        out.markdown("");
        report.stream()
                .flatMap(is -> is.verdict().rootCauses().stream()
                        .limit(ROOTS)
                        .flatMap(root -> is.check(root.check()).stream()))
                .flatMap(check -> check.result().remedies().stream().limit(ROOTS))
                .forEach(remedy -> out.markdown("- " + remedy.advice()
                        + remedy.command().map(command -> ": `" + command + "`").orElse("")));
        verdicts.stream()
                .flatMap(all -> all.all().stream())
                .filter(one -> one.level() == Level.FAIL || one.level() == Level.WARN)
                .forEach(one -> one.next().ifPresent(next -> out.markdown("- " + one.rule() + ": " + next)));
        out.markdown("- jcmd " + ProcessHandle.current().pid()
                + " Thread.print   (not with -l: that stops a large heap for long)");
    }

    /** A line for each directory. */
    private void contents(SectionOut out) {
        out.markdown("");
        out.markdown("## Inside");
        out.markdown("");
        out.markdown(
                "- index.html: the same to look at, with charts and thread groups; manifest.json: what became of each part");
        Map<String, List<String>> directories = new LinkedHashMap<>();
        cover.rows().stream()
                .filter(row -> row.bytes() > 0)
                .map(DumpSection::file)
                .forEach(file -> {
                    int end = file.indexOf('/') + 1;
                    directories
                            .computeIfAbsent(file.substring(0, end), name -> new ArrayList<>())
                            .add(file.substring(end));
                });
        directories.forEach((directory, files) ->
                out.markdown("- " + (directory.isEmpty() ? "" : directory + " ") + String.join(", ", files)));
    }

    private static String brief(String text) {
        return Clean.cut(text, LONGEST);
    }
}
