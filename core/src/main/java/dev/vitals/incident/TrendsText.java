package dev.vitals.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Writes trends for people and for programs. */
final class TrendsText {
    private TrendsText() {}

    static String markdown(Trends trends) {
        StringBuilder text = new StringBuilder("# Review of " + trends.from() + " to " + trends.to() + "\n\n");
        text.append("| Incidents | |\n|---|---|\n");
        trends.bySeverity().forEach((severity, count) -> row(text, severity + " (" + severity.sev() + ")", "" + count));
        row(text, "came back after a recovery", trends.relapses() + " times");
        row(text, "mean time to detect", words(trends.meanTimeToDetect()));
        row(text, "mean time to acknowledge", words(trends.meanTimeToAcknowledge()));
        row(text, "mean time to resolve", words(trends.meanTimeToResolve()));
        text.append("\n| Check | Available |\n|---|---|\n");
        trends.availability().forEach((check, share) -> row(text, Markup.MARKDOWN.escape(check), percent(share)));
        if (!trends.incidents().isEmpty()) {
            text.append("\n| Incident | Severity | Root cause |\n|---|---|---|\n");
        }
        for (Incident incident : trends.incidents()) {
            text.append("| " + incident.id() + " | " + incident.worst() + " | "
                    + Markup.MARKDOWN.escape(incident.root().toString()) + " |\n");
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String words(Optional<Duration> time) {
        return time.map(Quantities::duration).orElse("none");
    }

    /** Rounded down: 99.9999 % is not all of the time. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", Math.floor(share * 100_000) / 1_000);
    }

    static String json(Trends trends) {
        ObjectNode json = IncidentJson.MAPPER.createObjectNode();
        json.put("from", trends.from().toString()).put("to", trends.to().toString());
        ObjectNode counts = json.putObject("incidentsBySeverity");
        trends.bySeverity().forEach((severity, count) -> counts.put(severity.name(), count));
        json.put("relapses", trends.relapses());
        seconds(json, "meanTimeToDetect", trends.meanTimeToDetect());
        seconds(json, "meanTimeToAcknowledge", trends.meanTimeToAcknowledge());
        seconds(json, "meanTimeToResolve", trends.meanTimeToResolve());
        ObjectNode checks = json.putObject("availability");
        trends.availability().forEach(checks::put);
        ObjectNode days = json.putObject("availabilityByDay");
        trends.availabilityByDay().forEach((day, share) -> days.put(day.toString(), share));
        ArrayNode incidents = json.putArray("incidents");
        trends.incidents().forEach(incident -> incidents.add(incident.id()));
        return json.toString() + "\n";
    }

    private static void seconds(ObjectNode json, String name, Optional<Duration> time) {
        time.ifPresent(known -> json.put(name, known.toMillis() / 1000.0));
    }
}
