package dev.vitals.endpoint;

import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import java.io.IOException;
import java.util.List;

/** Health as {@link JsonFormat} describes it. */
final class JsonWriter implements Format {
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
        return Json.object(json -> {
            head(json, view);
            scope(json, view.report());
            warnings(json, view.warnings());
            if (view.detail()) {
                json.objects("rootCauses", view.report().verdict().rootCauses(), JsonWriter::rootCause);
            }
            json.objects("checks", view.report().checks(), CheckJson.fields(view.detail()));
        });
    }

    @Override
    public byte[] check(CheckView view) {
        return Json.object(json -> {
            CheckJson.fields(view.detail()).write(json, view.check());
            warnings(json, view.warnings());
        });
    }

    @Override
    public byte[] probe(ProbeView view) {
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
