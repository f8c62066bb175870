package dev.vitals.format;

import dev.vitals.report.Advice;
import dev.vitals.report.Build;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Deployment;
import dev.vitals.report.Precedent;
import dev.vitals.report.Precedent.Remedied;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The native JSON form of a report, in version {@link #SCHEMA} of its schema.
 *
 * <p>A check stands under its name in {@code checks}, worst first, and an observation under its name in the check's
 * {@code observations}:
 *
 * <pre>{@code
 * jq '.checks["orders-db.locks"].observations["locks.longest"].value'
 * jq '.checks[] | select(.status != "UP") | .since | fromdate'
 * }</pre>
 *
 * <p>Everything is in base units: durations and ages in seconds, sizes in bytes, parts of a whole as a ratio where 1 is
 * all. Points in time are ISO 8601 in UTC, in whole seconds. Constants are in capitals, units and codes in small
 * letters. What is not known or does not apply is absent, never null and never 0; an array is there even when empty.
 * The order of fields and elements is stable. Fields may be added without a new version; one that goes away or changes
 * its meaning makes a new version. The reference of the endpoint lists every field.
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonFormat implements Format {
    /** The version of the schema, which every answer carries. */
    public static final int SCHEMA = 1;

    /** The only one: this form has no settings. */
    public static final JsonFormat DEFAULT = new JsonFormat();

    private JsonFormat() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @param access how much the reader may see
     * @return the JSON in UTF-8, ending in a line break
     */
    public byte[] render(Report report, Access access) {
        Objects.requireNonNull(access, "access");
        return report(new ReportView(report, access.seesDetail(), true, List.of()));
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] report(ReportView view) {
        Objects.requireNonNull(view, "view");
        return answer(json -> {
            head(json, view);
            hidden(json, !view.detail());
            scope(json, view.report());
            warnings(json, view.warnings());
            if (view.detail() && !view.report().notes().isEmpty()) {
                json.strings("notes", view.report().notes());
            }
            if (view.detail()) {
                deployment(json, view.report());
                links(json, view.around());
                RuledOut ruledOut = new RuledOut(view.report());
                json.objects("rootCauses", view.report().verdict().rootCauses(), (fields, root) -> {
                    rootCause(fields, root);
                    ruledOut(fields, ruledOut, view.report().check(root.check()));
                    fields.field("deployed", view.report().deploymentBefore(root));
                    precedent(fields, view.report().precedent(root));
                });
            }
            CheckJson checks = new CheckJson(view.detail(), view.verbose());
            json.named("checks", view.report().checks(), CheckReport::name, checks::write);
        });
    }

    @Override
    public byte[] check(CheckView view) {
        Objects.requireNonNull(view, "view");
        return answer(json -> {
            json.field("name", view.check().name());
            new CheckJson(view.detail(), true).write(json, view.check());
            hidden(json, !view.detail());
            warnings(json, view.warnings());
        });
    }

    @Override
    public byte[] probe(ProbeView view) {
        Objects.requireNonNull(view, "view");
        return answer(json -> {
            json.field("status", view.status())
                    .field(view.probe(), view.passed())
                    .strings("failing", view.failing())
                    .strings("pending", view.pending());
            hidden(json, view.hides());
            warnings(json, view.warnings());
        });
    }

    private static byte[] answer(Json.Writer fields) {
        return Json.object(json -> {
            json.field("schema", SCHEMA);
            fields.write(json);
        });
    }

    private static void head(Json json, ReportView view) throws IOException {
        Report report = view.report();
        json.field("application", report.application())
                .field("status", report.status())
                .field("ready", report.ready())
                .field("severity", report.verdict().severity().map(Enum::name))
                .field("sev", report.verdict().severity().map(Severity::sev));
        if (view.detail()) {
            json.field("severityRule", report.verdict().severityRule());
            if (report.verdict().ruling().isPresent()) {
                json.strings("severityInputs", report.verdict().ruling().get().inputs());
            }
        }
        json.field("at", report.at()).field("since", report.since()).field("lasting", report.lasting());
        Optional<Deadlines> deadlines = Deadlines.of(report);
        if (deadlines.isPresent()) {
            json.field("respondBy", deadlines.get().respondBy())
                    .field("nextUpdate", deadlines.get().nextUpdate());
            if (view.detail()) {
                json.objects(
                        "escalation",
                        deadlines.get().ladder(),
                        (rungs, rung) -> rungs.field("by", rung.by()).field("to", rung.to()));
            }
        }
    }

    private static void scope(Json json, Report report) throws IOException {
        json.field("group", report.selection().group());
        if (!report.selection().excluded().isEmpty()) {
            json.strings(
                    "excluded", report.selection().excluded().stream().sorted().toList());
        }
    }

    private static void hidden(Json json, boolean hides) throws IOException {
        json.field("hidden", hides ? Optional.of(Hidden.WORDS) : Optional.empty());
    }

    private static void deployment(Json json, Report report) throws IOException {
        Optional<Deployment> known = report.deployment();
        if (known.isPresent()) {
            Deployment runs = known.get();
            json.object("deployment", fields -> {
                build(fields, runs.build());
                fields.field("startedAt", runs.startedAt());
                if (runs.previous().isPresent()) {
                    fields.field("deployedAt", runs.deployedAt().orElseThrow());
                    fields.object(
                            "previous", before -> build(before, runs.previous().get()));
                }
            });
        }
    }

    /** Relative to the base of the endpoint, whatever the path of this answer. */
    private static void links(Json json, Optional<Around> around) throws IOException {
        if (around.isPresent() && !around.get().incidents().isEmpty()) {
            json.strings(
                    "openIncidents",
                    around.get().incidents().stream().map(Around.Place::place).toList());
        }
        json.field("newestDump", around.flatMap(Around::dump).map(Around.Place::place));
    }

    private static void build(Json json, Build build) throws IOException {
        json.field("version", build.version()).field("commit", build.commit());
        if (build.builtAt().isPresent()) {
            json.field("builtAt", build.builtAt().get());
        }
    }

    private static void warnings(Json json, List<String> warnings) throws IOException {
        if (!warnings.isEmpty()) {
            json.strings("warnings", warnings);
        }
    }

    /** Names alone: what they saw stands with the checks. */
    private static void ruledOut(Json json, RuledOut ruledOut, Optional<CheckReport> root) throws IOException {
        List<CheckReport> checks = root.map(ruledOut::of).orElse(List.of());
        json.strings("ruledOut", checks.stream().map(CheckReport::name).toList());
    }

    private static void rootCause(Json json, RootCause root) throws IOException {
        json.field("check", root.check())
                .field("severity", root.severity())
                .objects(
                        "symptoms",
                        root.symptoms(),
                        (symptoms, symptom) ->
                                symptoms.field("check", symptom.check()).field("explainedBy", symptom.explainedBy()));
        if (root.advice().isPresent()) {
            json.object("runbook", runbook -> advice(runbook, root.advice().get()));
        }
    }

    private static void precedent(Json json, Optional<Precedent> earlier) throws IOException {
        if (earlier.isPresent()) {
            Precedent known = earlier.get();
            json.object("seenBefore", fields -> {
                fields.field("incidents", known.incidents())
                        .field("last", known.last())
                        .field("openedAt", known.openedAt())
                        .field("lasted", known.lasted());
                if (known.remedy().isPresent()) {
                    Remedied helped = known.remedy().get();
                    fields.object(
                            "resolution",
                            resolved -> resolved.field("incident", helped.incident())
                                    .field("text", helped.text()));
                }
            });
        }
    }

    private static void advice(Json json, Advice advice) throws IOException {
        json.field("title", advice.title())
                .field("meaning", advice.meaning())
                .strings("steps", advice.steps())
                .strings("commands", advice.commands())
                .strings("links", advice.links())
                .strings("escalation", advice.escalation())
                .field("own", advice.own());
    }
}
