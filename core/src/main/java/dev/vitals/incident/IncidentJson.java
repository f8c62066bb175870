package dev.vitals.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.incident.Incident.Root;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Advice;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Incidents as JSON and back. What a reader does not know it skips, so that a journal of a newer version can be read; what
 * is missing or of another type is an {@link IllegalArgumentException}.
 */
final class IncidentJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /** A field of the journal alone. */
    static final String SEEN_WELL = "seenWell";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private IncidentJson() {}

    /** Everything but the timeline. */
    static ObjectNode write(Incident incident) {
        Draft parts = incident.toDraft();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", parts.id)
                .put("application", parts.application)
                .put("began", parts.began.toString())
                .put("opened", parts.opened.toString())
                .put("muted", parts.mutedUntil.isPresent())
                .put("severity", parts.severity.name())
                .put("worst", parts.worst.name())
                .put("severityByHand", parts.severityByHand)
                .put("relapses", parts.relapses);
        parts.mutedUntil.ifPresent(until -> json.put("mutedUntil", until.toString()));
        parts.commander.ifPresent(name -> json.put("commander", name));
        parts.acknowledged.ifPresent(entry -> json.set("acknowledged", write(entry)));
        parts.recovered.ifPresent(entry -> json.set("recovered", write(entry)));
        parts.resolved.ifPresent(entry -> json.set("resolved", write(entry)));
        ArrayNode roots = json.putArray("roots");
        parts.roots.forEach(root -> roots.add(write(root)));
        strings(json.putArray("affected"), parts.affected);
        strings(json.putArray("failing"), parts.failing);
        return json;
    }

    /** With the timeline, and what follows from the rest: for programs, not for the journal. */
    static ObjectNode whole(Incident incident) {
        ObjectNode json = write(incident).put("status", incident.status().name());
        incident.respondBy().ifPresent(due -> json.put("respondBy", due.toString()));
        incident.updateBy().ifPresent(due -> json.put("updateBy", due.toString()));
        if (incident.resolved().isEmpty()) {
            ArrayNode ladder = json.putArray("escalation");
            incident.response()
                    .escalations()
                    .forEach(rung -> ladder.addObject()
                            .put("by", incident.opened().plus(rung.after()).toString())
                            .put("to", rung.to()));
        }
        incident.verification().ifPresent(known -> json.set("verification", write(known)));
        ArrayNode entries = json.putArray("timeline");
        incident.timeline().forEach(entry -> entries.add(write(entry)));
        return json;
    }

    static ObjectNode write(TimelineEntry entry) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("at", entry.at().toString())
                .put("after", entry.after().toString())
                .put("kind", entry.kind().name())
                .put("text", entry.text());
        entry.by().ifPresent(name -> json.put("by", name));
        entry.detail().ifPresent(text -> json.put("detail", text));
        return json;
    }

    static ObjectNode write(Verification verification) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("window", verification.window().toString());
        verification.over().ifPresent(end -> json.put("over", end.toString()));
        ArrayNode checks = json.putArray("checks");
        verification.items().forEach(item -> {
            ObjectNode check = checks.addObject().put("check", item.check()).put("good", item.passed());
            item.status().ifPresent(status -> check.put("status", status.name()));
            item.since().ifPresent(since -> check.put("since", since.toString()));
        });
        return json;
    }

    private static ObjectNode write(Root root) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("check", root.check()).put("cause", root.cause()).put("summary", root.summary());
        strings(json.putArray("remedies"), root.remedies());
        root.advice().ifPresent(advice -> json.set("runbook", write(advice)));
        root.explainedBy().ifPresent(name -> json.put("explainedBy", name));
        return json;
    }

    private static ObjectNode write(Advice advice) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("title", advice.title()).put("meaning", advice.meaning()).put("own", advice.own());
        strings(json.putArray("steps"), advice.steps());
        strings(json.putArray("commands"), advice.commands());
        strings(json.putArray("links"), advice.links());
        strings(json.putArray("escalation"), advice.escalation());
        return json;
    }

    private static Advice advice(JsonNode json) {
        return new Advice(
                text(json, "title"),
                text(json, "meaning"),
                strings(json, "steps"),
                strings(json, "commands"),
                strings(json, "links"),
                strings(json, "escalation"),
                json.path("own").asBoolean());
    }

    private static void strings(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    /** A draft with everything but the timeline. */
    static Draft incident(JsonNode json) {
        Draft parts = new Draft(
                text(json, "id"),
                text(json, "application"),
                instant(json, "began"),
                instant(json, "opened"),
                optional(json, "mutedUntil").map(IncidentJson::instant),
                Severity.valueOf(text(json, "severity")));
        parts.worst = Severity.valueOf(text(json, "worst"));
        parts.severityByHand = json.path("severityByHand").asBoolean();
        parts.relapses = json.path("relapses").asInt();
        parts.seenWell =
                optional(json, SEEN_WELL).map(IncidentJson::time).orElse(Duration.ZERO); // no journal had it at first
        parts.commander = optional(json, "commander");
        parts.acknowledged = Optional.ofNullable(json.get("acknowledged")).map(IncidentJson::entry);
        parts.recovered = Optional.ofNullable(json.get("recovered")).map(IncidentJson::entry);
        parts.resolved = Optional.ofNullable(json.get("resolved")).map(IncidentJson::entry);
        array(json, "roots").forEach(root -> parts.roots.add(root(root)));
        if (parts.roots.isEmpty()) {
            throw new IllegalArgumentException("'roots' is empty");
        }
        parts.affected.addAll(strings(json, "affected"));
        parts.failing.addAll(strings(json, "failing"));
        return parts;
    }

    static TimelineEntry entry(JsonNode json) {
        return new TimelineEntry(
                instant(json, "at"),
                time(text(json, "after")),
                Kind.valueOf(text(json, "kind")),
                optional(json, "by"),
                text(json, "text"),
                optional(json, "detail"));
    }

    private static Root root(JsonNode json) {
        return new Root(
                text(json, "check"),
                text(json, "cause"),
                text(json, "summary"),
                strings(json, "remedies"),
                Optional.ofNullable(json.get("runbook")).map(IncidentJson::advice),
                optional(json, "explainedBy"));
    }

    static Instant instant(JsonNode json, String name) {
        return instant(text(json, name));
    }

    /** Nothing that a calendar has no day for, which no document could show. */
    private static Instant instant(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("'" + text + "' is no time of an incident");
        }
        return time;
    }

    private static Duration time(String text) {
        Duration time = Duration.parse(text);
        if (time.isNegative() || time.compareTo(Clocks.LONGEST) > 0) {
            throw new IllegalArgumentException("'" + time + "' is no time since the opening");
        }
        return time;
    }

    static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException("no '" + name + "'"));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static List<String> strings(JsonNode json, String name) {
        List<String> texts = new ArrayList<>();
        array(json, name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ArrayNode array(JsonNode json, String name) {
        if (json.get(name) instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("no list '" + name + "'");
    }
}
