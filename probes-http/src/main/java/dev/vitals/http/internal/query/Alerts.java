package dev.vitals.http.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The active alerts of an Alertmanager. */
public record Alerts(List<Alert> all) {
    private static final int SHOWN = 50;
    private static final int LONGEST = 200;

    /** One alert. */
    record Alert(String name, String severity, String since, String summary) {}

    /** Reads the answer of API v2; empty when it is no list of alerts. */
    public static Optional<Alerts> read(JsonNode answer) {
        if (!answer.isArray()) {
            return Optional.empty();
        }
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode node : answer) {
            if (!node.path("labels").isObject()) {
                return Optional.empty();
            }
            // The query leaves the others out, too, where the server understands it.
            if (node.at("/status/state").asText("active").equals("active")) {
                alerts.add(alert(node));
            }
        }
        return Optional.of(new Alerts(List.copyOf(alerts)));
    }

    private static Alert alert(JsonNode node) {
        String summary = node.at("/annotations/summary")
                .asText(node.at("/annotations/description").asText(""));
        return new Alert(
                shown(node.at("/labels/alertname").asText("an alert")),
                shown(node.at("/labels/severity").asText("")),
                shown(node.path("startsAt").asText("")),
                shown(summary));
    }

    private static String shown(String text) {
        return Clean.line(text, LONGEST);
    }

    /** Returns what they mean; those of a grave severity are an outage. */
    public Result judge(Set<String> grave) {
        if (all.isEmpty()) {
            return Result.up("no active alerts").observe(Observation.count("alerts.active", 0));
        }
        List<Alert> worst = all.stream()
                .filter(alert -> grave.contains(alert.severity().toLowerCase(Locale.ROOT)))
                .toList();
        Alert first = worst.isEmpty() ? all.get(0) : worst.get(0);
        String summary = Plural.of(all.size(), "active alert") + ", " + worst.size() + " of them grave: " + first.name()
                + (first.summary().isEmpty() ? "" : ", " + first.summary());
        Result result = worst.isEmpty()
                ? Result.degraded(QueryCauses.ALERTS, summary)
                : Result.down(QueryCauses.ALERTS, summary);
        return result.observe(Observation.count("alerts.active", all.size()))
                .observe(Observation.count("alerts.active.grave", worst.size()))
                .evidence(table())
                .withRemedies(
                        QueryCauses.ALERTS.steps().stream().map(Remedy::of).toList());
    }

    private Evidence table() {
        List<List<String>> rows = all.stream()
                .limit(SHOWN)
                .map(alert -> List.of(alert.name(), alert.severity(), alert.since(), alert.summary()))
                .toList();
        return new Evidence.Table("active alerts", List.of("alert", "severity", "since", "summary"), rows);
    }
}
