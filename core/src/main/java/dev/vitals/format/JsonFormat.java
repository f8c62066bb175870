package dev.vitals.format;

import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * The native JSON form of a report.
 *
 * <p>Points in time are ISO-8601 in UTC, durations whole milliseconds in fields that end in {@code Ms}. A field without
 * a value is left out; an array is there even when empty. The order of fields and elements is stable. Fields may be
 * added in a later version.
 *
 * <h2>Report</h2>
 *
 * <p>{@code application}, {@code status}, {@code ready}, {@code severity} ({@code P0} to {@code P3}, absent when all is
 * well), {@code sev} ({@code SEV-1} to {@code SEV-4}), {@code at}, {@code since}, {@code lastingMs}, {@code respondBy},
 * {@code nextUpdate}, {@code group} and {@code excluded} (absent when the report is about everything),
 * {@code warnings} (absent when there are none), and {@code checks}, worst first. With detail also {@code rule}, the
 * severity rule that fired, before {@code at}, and before {@code checks} {@code rootCauses}, worst first, each of
 * {@code check} and {@code symptoms} of {@code check} and {@code rule}.
 *
 * <h2>Check</h2>
 *
 * <p>{@code name}, {@code status}, {@code impact}. With detail also {@code cause}, {@code summary}, {@code freshness},
 * {@code since}, {@code lastingMs}, {@code checkedAt}, {@code ageMs}, {@code tookMs}, {@code runningMs}, {@code late},
 * {@code turning} of {@code to} and {@code streak} (while a hold runs), {@code transitions}, {@code flapping},
 * {@code note}, {@code observations} of {@code name}, {@code value}, {@code unit}, {@code warn} and {@code fail},
 * {@code evidence} and {@code diagnosis}, {@code remedies} of {@code advice} and {@code command}, and {@code policy} of
 * {@code scope}, {@code groups}, {@code dependsOn}, {@code resource}, {@code timeoutMs}, {@code intervalMs} and
 * {@code trustedForMs}.
 *
 * <p>A piece of evidence has a {@code title} and either {@code lines}, or {@code columns} and {@code rows}, or
 * {@code tree}, whose nodes have {@code text} and {@code children}.
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonFormat implements Format {
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
        return Json.object(json -> {
            head(json, view);
            scope(json, view.report());
            warnings(json, view.warnings());
            if (view.detail()) {
                json.objects("rootCauses", view.report().verdict().rootCauses(), JsonFormat::rootCause);
            }
            json.objects("checks", view.report().checks(), CheckJson.fields(view.detail()));
        });
    }

    @Override
    public byte[] check(CheckView view) {
        Objects.requireNonNull(view, "view");
        return Json.object(json -> {
            CheckJson.fields(view.detail()).write(json, view.check());
            warnings(json, view.warnings());
        });
    }

    @Override
    public byte[] probe(ProbeView view) {
        Objects.requireNonNull(view, "view");
        return Json.object(json -> {
            json.field("status", view.status()).field(view.probe(), view.passed());
            warnings(json, view.warnings());
        });
    }

    private static void head(Json json, ReportView view) throws IOException {
        Report report = view.report();
        json.field("application", report.application())
                .field("status", report.status())
                .field("ready", report.ready())
                .field("severity", report.verdict().severity().map(Enum::name))
                .field("sev", report.verdict().severity().map(severity -> severity.sev()));
        if (view.detail()) {
            json.field("rule", report.verdict().rule());
        }
        json.field("at", report.at()).field("since", report.since()).field("lastingMs", report.lasting());
        json.field(
                        "respondBy",
                        Deadlines.of(report)
                                .map(deadlines -> deadlines.respondBy().toString()))
                .field(
                        "nextUpdate",
                        Deadlines.of(report)
                                .map(deadlines -> deadlines.nextUpdate().toString()));
    }

    private static void scope(Json json, Report report) throws IOException {
        json.field("group", report.selection().group());
        if (!report.selection().excluded().isEmpty()) {
            json.strings(
                    "excluded", report.selection().excluded().stream().sorted().toList());
        }
    }

    private static void warnings(Json json, List<String> warnings) throws IOException {
        if (!warnings.isEmpty()) {
            json.strings("warnings", warnings);
        }
    }

    private static void rootCause(Json json, RootCause root) throws IOException {
        json.field("check", root.check())
                .objects(
                        "symptoms",
                        root.symptoms(),
                        (symptoms, symptom) ->
                                symptoms.field("check", symptom.check()).field("rule", symptom.rule()));
    }
}
