package dev.vitals.http.internal.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.probe.Remedy;
import dev.vitals.report.Severity;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How a notice is written. */
public enum Format {
    /** A text, as Slack, Mattermost, Rocket.Chat and Google Chat take it. */
    SLACK {
        @Override
        String body(Notice notice, Instant now, Duration validFor) {
            return NODES.objectNode().put("text", text(notice)).toString();
        }

        @Override
        String body(IncidentNotice notice, Instant now, Duration validFor) {
            String text = slack(IncidentFormat.text(notice, now));
            return NODES.objectNode().put("text", text).toString();
        }
    },
    /** Alerts of Alertmanager's API v2, one for each root cause. */
    ALERTMANAGER {
        @Override
        String body(Notice notice, Instant now, Duration validFor) {
            ArrayNode alerts = NODES.arrayNode();
            notice.alerts()
                    .forEach(alert -> alerts.add(alert(notice, alert)
                            .put("endsAt", now.plus(validFor).toString())));
            notice.over().forEach(alert -> alerts.add(alert(notice, alert).put("endsAt", now.toString())));
            return alerts.toString();
        }

        @Override
        String body(IncidentNotice notice, Instant now, Duration validFor) {
            return IncidentFormat.alerts(notice, now, validFor);
        }
    },
    /** All of it. */
    JSON {
        @Override
        String body(Notice notice, Instant now, Duration validFor) {
            ObjectNode body = NODES.objectNode()
                    .put("event", notice.kind().name().toLowerCase(Locale.ROOT))
                    .put("key", notice.key())
                    .put("application", notice.report().application())
                    .put("status", notice.report().status().name())
                    .put("since", notice.report().since().toString())
                    .put("at", notice.report().at().toString());
            notice.report().selection().group().ifPresent(group -> body.put("group", group));
            notice.report().verdict().severity().ifPresent(severity -> body.put("severity", severity.name()));
            ArrayNode roots = body.putArray("rootCauses");
            notice.alerts().forEach(alert -> roots.add(root(notice, alert)));
            return body.toString();
        }

        @Override
        String body(IncidentNotice notice, Instant now, Duration validFor) {
            return IncidentFormat.json(notice, now);
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_ROOTS = 5;
    private static final int LONGEST = 300;

    /**
     * Returns a body of JSON.
     *
     * @param validFor for how long it holds unless said again
     */
    abstract String body(Notice notice, Instant now, Duration validFor);

    /** Returns the same about an incident. */
    abstract String body(IncidentNotice notice, Instant now, Duration validFor);

    private static String text(Notice notice) {
        StringBuilder text = new StringBuilder(slack(notice.key())).append(": ");
        if (notice.kind() == Notice.Kind.RESOLVED) {
            return text.append("resolved, ").append(notice.report().status()).toString();
        }
        String again = notice.kind() == Notice.Kind.REMINDER ? "still " : "";
        text.append(again).append(notice.report().status());
        notice.report()
                .verdict()
                .severity()
                .map(Severity::name)
                .ifPresent(severity -> text.append(", ").append(severity));
        notice.alerts().stream().limit(MOST_ROOTS).forEach(alert -> text.append(line(notice, alert)));
        int more = notice.alerts().size() - MOST_ROOTS;
        return more > 0 ? text.append("\n• and ").append(more).append(" more").toString() : text.toString();
    }

    private static String line(Notice notice, Notice.Alert alert) {
        StringBuilder line = new StringBuilder("\n• ")
                .append(slack(alert.check()))
                .append(": ")
                .append(slack(summary(notice, alert)))
                .append(" (")
                .append(slack(alert.cause()))
                .append(')');
        int symptoms = notice.symptoms(alert).size();
        if (symptoms > 0) {
            line.append(", explains ").append(symptoms).append(" more");
        }
        String remedy = remedy(notice, alert);
        return remedy.isEmpty()
                ? line.toString()
                : line.append("\n    ").append(slack(remedy)).toString();
    }

    private static ObjectNode alert(Notice notice, Notice.Alert alert) {
        ObjectNode body = NODES.objectNode().put("startsAt", notice.since(alert).toString());
        ObjectNode labels = body.putObject("labels")
                .put("alertname", alert.cause())
                .put("application", notice.report().application())
                .put("check", alert.check())
                .put("severity", alert.severity().name());
        notice.report().selection().group().ifPresent(group -> labels.put("group", group));
        ObjectNode annotations = body.putObject("annotations").put("summary", summary(notice, alert));
        String remedy = remedy(notice, alert);
        if (!remedy.isEmpty()) {
            annotations.put("remedy", remedy);
        }
        return body;
    }

    private static ObjectNode root(Notice notice, Notice.Alert alert) {
        ObjectNode root = NODES.objectNode()
                .put("check", alert.check())
                .put("cause", alert.cause())
                .put("summary", summary(notice, alert))
                .put("since", notice.since(alert).toString())
                .put("remedy", remedy(notice, alert));
        ArrayNode symptoms = root.putArray("explains");
        notice.symptoms(alert).forEach(symptoms::add);
        return root;
    }

    private static String summary(Notice notice, Notice.Alert alert) {
        return notice.result(alert)
                .map(result -> Clean.line(result.summary(), LONGEST))
                .orElse("");
    }

    private static String remedy(Notice notice, Notice.Alert alert) {
        return notice.result(alert).stream()
                .flatMap(result -> result.remedies().stream())
                .findFirst()
                .map(Format::words)
                .orElse("");
    }

    private static String words(Remedy remedy) {
        return Clean.line(
                remedy.command().map(run -> remedy.advice() + ": " + run).orElse(remedy.advice()), LONGEST);
    }

    /** What Slack would take for a link or a mention of everybody. */
    private static String slack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
