package dev.vitals.format;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Counts;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Timing;
import dev.vitals.report.Trend;
import dev.vitals.text.Keys;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One check as {@link JsonFormat} describes it. */
final class CheckJson {
    private final boolean detail;
    private final boolean history;

    /**
     * Makes a writer of checks.
     *
     * @param detail whether to show more than the status
     * @param history whether to show past results
     */
    CheckJson(boolean detail, boolean history) {
        this.detail = detail;
        this.history = history;
    }

    void write(Json json, CheckReport check) throws IOException {
        json.field("status", check.status());
        if (detail) {
            detail(json, check);
        } else {
            json.field("impact", check.policy().impact());
        }
    }

    /** All but the times that go on is written once, until the check has run again. */
    private void detail(Json json, CheckReport check) throws IOException {
        Timing timing = check.timing();
        Parts parts = check.written(Parts.class, said -> parts(json, said));
        json.more(parts.finding()).field("lasting", timing.lasting());
        if (timing.checkedAt().isPresent()) {
            json.more(parts.checkedAt()).field("age", timing.age()).more(parts.took());
        }
        if (timing.running().isPresent()) {
            json.field("running", timing.running().get());
        }
        json.more(parts.rest());
        if (history) {
            json.more(parts.history());
        }
        json.more(parts.policy());
    }

    /** The fields of a check that stay as they are, in their order; between them stand the others. */
    private record Parts(Fields finding, Fields checkedAt, Fields took, Fields rest, Fields history, Fields policy) {}

    private static Parts parts(Json json, CheckReport check) {
        List<Fields> parts = json.parts(
                fields -> finding(fields, check),
                fields -> checkedAt(fields, check.timing()),
                fields -> fields.field("took", check.timing().took()),
                fields -> rest(fields, check),
                fields -> fields.objects("history", check.history(), CheckJson::past),
                fields -> fields.object("policy", policy -> policy(policy, check.policy())));
        return new Parts(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
    }

    private static void finding(Json json, CheckReport check) throws IOException {
        json.field("impact", check.policy().impact()).field("cause", check.cause());
        if (!check.result().summary().isEmpty()) {
            json.field("summary", check.result().summary());
        }
        json.objects("subjects", check.result().subjects(), CheckJson::subject)
                .field("freshness", check.freshness())
                .field("since", check.timing().since());
    }

    private static void checkedAt(Json json, Timing timing) throws IOException {
        if (timing.checkedAt().isPresent()) {
            json.field("checkedAt", timing.checkedAt().get());
        }
    }

    private static void rest(Json json, CheckReport check) throws IOException {
        json.field("late", check.late());
        trend(json, check.trend());
        json.field("note", check.note())
                .named("observations", check.result().observations(), Observation::name, CheckJson::observation)
                .objects("evidence", check.result().evidence(), EvidenceJson::write)
                .objects("diagnosis", check.diagnosis(), EvidenceJson::write)
                .objects("remedies", check.result().remedies(), CheckJson::remedy)
                .object("counts", counts -> counts(counts, check.counts()));
    }

    private static void subject(Json json, Subject subject) throws IOException {
        json.field("kind", subject.kind()).field("id", subject.id());
    }

    private static void trend(Json json, Trend trend) throws IOException {
        if (trend.pending().isPresent()) {
            json.object(
                    "turning",
                    turning -> turning.field("to", trend.pending().get()).field("streak", trend.streak()));
        }
        json.field("flapping", trend.flapping());
    }

    private static void observation(Json json, Observation number) throws IOException {
        json.field("value", number.value()).field("unit", number.unit().id());
        Optional<Threshold> limits = number.threshold()
                .filter(threshold ->
                        threshold.warn().isPresent() || threshold.fail().isPresent());
        if (limits.isPresent()) {
            Threshold threshold = limits.get();
            json.field("warn", threshold.warn())
                    .field("fail", threshold.fail())
                    .field("direction", threshold.direction());
        }
    }

    private static void remedy(Json json, Remedy remedy) throws IOException {
        json.field("advice", remedy.advice()).field("command", remedy.command());
    }

    private static void counts(Json json, Counts counts) throws IOException {
        json.field("runs", counts.runs())
                .field("failures", counts.failures())
                .field("timeouts", counts.timeouts())
                .field("transitions", counts.transitions());
    }

    private static void past(Json json, HistoryEntry entry) throws IOException {
        json.field("at", entry.at()).field("status", entry.status()).field("took", entry.took());
        json.object("values", values -> values(values, entry.values()));
    }

    private static void values(Json json, Map<String, Double> values) throws IOException {
        if (!values.isEmpty()) {
            Keys keys = new Keys();
            for (Map.Entry<String, Double> value : values.entrySet()) {
                json.field(keys.take(value.getKey()), value.getValue());
            }
        }
    }

    private static void policy(Json json, CheckPolicy policy) throws IOException {
        json.field("scope", policy.scope())
                .strings("groups", sorted(policy.groups()))
                .strings("dependsOn", sorted(policy.dependsOn()))
                .field("resource", policy.resource())
                .field("timeout", policy.timeout())
                .field("interval", policy.interval())
                .field("maxAge", policy.trustedFor());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.size() < 2 ? List.copyOf(names) : names.stream().sorted().toList();
    }
}
