package dev.vitals.http.internal.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.incident.Incident;
import dev.vitals.report.Severity;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes what is to be said about an incident. */
final class IncidentFormat {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST = 300;

    private IncidentFormat() {}

    static String text(IncidentNotice notice, Instant now) {
        return notice.text(now).orElseGet(() -> line(notice));
    }

    private static String line(IncidentNotice notice) {
        Incident incident = notice.incident();
        String head = incident.application() + ": " + words(notice) + " " + incident.id() + ", " + severity(incident);
        StringBuilder text = new StringBuilder(head);
        roots(incident)
                .forEach(root -> text.append("\n• ")
                        .append(root.check() + ": " + Clean.line(root.summary(), LONGEST) + " (" + root.cause() + ")")
                        .append(root.remedies().stream()
                                .findFirst()
                                .map(remedy -> "\n    " + Clean.line(remedy, LONGEST))
                                .orElse("")));
        incident.respondBy().ifPresent(due -> text.append("\nrespond by ").append(due));
        return text.toString();
    }

    private static String words(IncidentNotice notice) {
        return switch (notice.kind()) {
            case FIRED -> "incident";
            case CHANGED ->
                notice.told()
                        .filter(before -> notice.incident().severity().compareTo(before) < 0)
                        .map(before -> "worse than " + before + ", incident")
                        .orElse("another root cause of incident");
            case ACKNOWLEDGED -> "taken on, incident";
            case REMINDER -> "still open, incident";
            case RESOLVED -> "resolved, incident";
        };
    }

    private static String severity(Incident incident) {
        return incident.severity() + " (" + incident.severity().sev() + ")";
    }

    static String json(IncidentNotice notice, Instant now) {
        Incident incident = notice.incident();
        ObjectNode body = NODES.objectNode()
                .put("event", notice.kind().name().toLowerCase(Locale.ROOT))
                .put("key", incident.id())
                .put("incident", incident.id())
                .put("application", incident.application())
                .put("status", incident.status().name())
                .put("severity", incident.severity().name())
                .put("worst", incident.worst().name())
                .put("since", incident.began().toString())
                .put("at", now.toString());
        incident.respondBy().ifPresent(due -> body.put("respondBy", due.toString()));
        incident.updateBy().ifPresent(due -> body.put("updateBy", due.toString()));
        incident.commander().ifPresent(name -> body.put("commander", name));
        ArrayNode roots = body.putArray("rootCauses");
        roots(incident)
                .forEach(root -> roots.addObject()
                        .put("check", root.check())
                        .put("cause", root.cause())
                        .put("summary", root.summary())
                        .put("remedy", root.remedies().stream().findFirst().orElse("")));
        ArrayNode affected = body.putArray("affected");
        incident.affected().forEach(affected::add);
        notice.markdown(now).ifPresent(document -> body.put("document", document));
        return body.toString();
    }

    /** The severity is a label, by which alerts are routed: with another one it is another alert, and the former ends. */
    static String alerts(IncidentNotice notice, Instant now, Duration validFor) {
        ArrayNode alerts = NODES.arrayNode();
        Incident incident = notice.incident();
        Instant end = notice.kind() == Notice.Kind.RESOLVED ? now : now.plus(validFor);
        alerts.add(alert(notice, incident.severity(), end, now));
        notice.told().ifPresent(before -> alerts.add(alert(notice, before, now, now)));
        return alerts.toString();
    }

    private static ObjectNode alert(IncidentNotice notice, Severity severity, Instant end, Instant now) {
        Incident incident = notice.incident();
        Incident.Root root = incident.root();
        ObjectNode body =
                NODES.objectNode().put("startsAt", incident.began().toString()).put("endsAt", end.toString());
        body.putObject("labels")
                .put("alertname", "incident")
                .put("application", incident.application())
                .put("incident", incident.id())
                .put("severity", severity.name());
        ObjectNode annotations = body.putObject("annotations")
                .put("status", incident.status().name())
                .put("check", root.check())
                .put("cause", root.cause())
                .put("summary", Clean.line(root.summary(), LONGEST));
        root.remedies().stream()
                .findFirst()
                .ifPresent(remedy -> annotations.put("remedy", Clean.line(remedy, LONGEST)));
        notice.markdown(now).ifPresent(document -> annotations.put("description", document));
        return body;
    }

    /** What stands as a root cause, the latest first. */
    private static List<Incident.Root> roots(Incident incident) {
        return incident.roots().stream()
                .filter(root -> root.explainedBy().isEmpty())
                .sorted((one, other) -> one == incident.root() ? -1 : other == incident.root() ? 1 : 0)
                .toList();
    }
}
