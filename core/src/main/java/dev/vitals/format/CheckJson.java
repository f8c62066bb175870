package dev.vitals.format;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Timing;
import dev.vitals.report.Trend;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** One check as {@link JsonFormat} describes it. */
final class CheckJson {
    private CheckJson() {}

    static Json.ItemWriter<CheckReport> fields(boolean detail) {
        return detail ? CheckJson::detail : CheckJson::status;
    }

    private static void status(Json json, CheckReport check) throws IOException {
        json.field("name", check.name())
                .field("status", check.status())
                .field("impact", check.policy().impact());
    }

    private static void detail(Json json, CheckReport check) throws IOException {
        status(json, check);
        json.field("cause", check.cause()).field("summary", check.result().summary());
        timing(json, check);
        trend(json, check);
        json.field("note", check.note());
        json.objects("observations", check.result().observations(), CheckJson::observation)
                .objects("evidence", check.result().evidence(), EvidenceJson::write)
                .objects("diagnosis", check.diagnosis(), EvidenceJson::write)
                .objects("remedies", check.result().remedies(), CheckJson::remedy)
                .object("policy", policy -> policy(policy, check.policy()));
    }

    private static void timing(Json json, CheckReport check) throws IOException {
        Timing timing = check.timing();
        json.field("freshness", check.freshness())
                .field("since", timing.since())
                .field("lastingMs", timing.lasting());
        if (timing.checkedAt().isPresent()) {
            json.field("checkedAt", timing.checkedAt().get())
                    .field("ageMs", timing.age())
                    .field("tookMs", timing.took());
        }
        if (timing.running().isPresent()) {
            json.field("runningMs", timing.running().get());
        }
        json.field("late", check.late());
    }

    private static void trend(Json json, CheckReport check) throws IOException {
        Trend trend = check.trend();
        if (trend.pending().isPresent()) {
            json.object(
                    "turning",
                    turning -> turning.field("to", trend.pending().get()).field("streak", trend.streak()));
        }
        json.field("transitions", check.counts().transitions()).field("flapping", trend.flapping());
    }

    private static void observation(Json json, Observation number) throws IOException {
        json.field("name", number.name())
                .number("value", number.value())
                .field("unit", number.unit().id());
        if (number.threshold().isEmpty()) {
            return;
        }
        Threshold threshold = number.threshold().get();
        if (threshold.warn().isPresent()) {
            json.number("warn", threshold.warn().getAsDouble());
        }
        if (threshold.fail().isPresent()) {
            json.number("fail", threshold.fail().getAsDouble());
        }
    }

    private static void remedy(Json json, Remedy remedy) throws IOException {
        json.field("advice", remedy.advice()).field("command", remedy.command());
    }

    private static void policy(Json json, CheckPolicy policy) throws IOException {
        json.field("scope", policy.scope())
                .strings("groups", sorted(policy.groups()))
                .strings("dependsOn", sorted(policy.dependsOn()))
                .field("resource", policy.resource())
                .field("timeoutMs", policy.timeout())
                .field("intervalMs", policy.interval())
                .field("trustedForMs", policy.trustedFor());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
