package dev.vitals.incident;

import dev.vitals.incident.Incident.Root;
import dev.vitals.probe.Quantities;
import dev.vitals.report.Advice;
import dev.vitals.report.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the placeholders of a document stand for. Escaped, and in UTC. */
final class DocumentValues implements Function<String, String> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, Function<DocumentValues, String>> VALUES = values();

    private final Incident incident;
    private final Instant now;
    private final Markup markup;

    DocumentValues(Incident incident, Instant now, Markup markup) {
        this.incident = incident;
        this.now = now;
        this.markup = markup;
    }

    static Set<String> names() {
        return Collections.unmodifiableSet(VALUES.keySet());
    }

    @Override
    public String apply(String name) {
        Function<DocumentValues, String> value = VALUES.get(name);
        return value == null ? "" : value.apply(this);
    }

    private static Map<String, Function<DocumentValues, String>> values() {
        Map<String, Function<DocumentValues, String>> values = new TreeMap<>();
        values.put("id", it -> it.incident.id());
        values.put("application", it -> it.escape(it.incident.application()));
        values.put("severity", it -> it.incident.severity().name());
        values.put("sev", it -> it.incident.severity().sev());
        values.put("worst", it -> it.incident.worst().name());
        values.put("worstSev", it -> it.incident.worst().sev());
        values.put("status", it -> it.incident.status().publicWord());
        values.put("now", it -> TIME.format(it.now));
        values.put("began", it -> TIME.format(it.incident.began()));
        values.put("opened", it -> TIME.format(it.incident.opened()));
        values.put("acknowledged", it -> time(it.incident.acknowledged(), "not yet"));
        values.put("recovered", it -> time(it.incident.recovered(), "not yet"));
        values.put("resolved", it -> time(it.incident.resolved(), "not yet"));
        values.put("respondBy", it -> time(it.incident.respondBy(), "done"));
        values.put("updateBy", it -> time(it.incident.updateBy(), "none"));
        values.put("timeToDetect", it -> Quantities.duration(it.incident.timeToDetect()));
        values.put("timeToAcknowledge", it -> duration(it.incident.timeToAcknowledge()));
        values.put("timeToResolve", it -> duration(it.incident.timeToResolve()));
        values.put("duration", DocumentValues::lasting);
        values.put("relapses", it -> String.valueOf(it.incident.relapses()));
        values.put("commander", it -> it.incident.commander().map(it::escape).orElse("none yet"));
        values.put("cause", it -> it.incident.root().cause());
        values.put("root", it -> it.escape(it.incident.root().toString()));
        values.put("roots", DocumentValues::roots);
        values.put("affected", it -> it.names(it.incident.affected()));
        values.put("failing", it -> it.names(it.incident.failing()));
        values.put("latest", DocumentValues::latest);
        values.put("summary", DocumentValues::summary);
        values.put("publicMessage", DocumentValues::publicMessage);
        values.put("remedies", DocumentValues::remedies);
        values.put("actions", DocumentValues::actions);
        values.put("deployed", DocumentValues::deployed);
        values.put("meaning", it -> it.advice(advice -> List.of(advice.meaning()), ""));
        values.put("steps", it -> it.advice(DocumentValues::steps, "- "));
        values.put("links", it -> it.advice(Advice::links, "- "));
        values.put("call", it -> it.advice(Advice::escalation, "- "));
        values.put("escalation", DocumentValues::escalation);
        values.put(
                "updateEvery", it -> Quantities.duration(it.incident.response().updateEvery()));
        values.put("evidence", DocumentValues::evidence);
        values.put("timeline", DocumentValues::timeline);
        values.put("checklist", DocumentValues::checklist);
        return values;
    }

    private String escape(String text) {
        return markup.escape(text);
    }

    private static String time(Optional<Instant> time, String none) {
        return time.map(TIME::format).orElse(none);
    }

    private static String duration(Optional<Duration> time) {
        return time.map(Quantities::duration).orElse("not yet");
    }

    private String lasting() {
        Duration lasting =
                Duration.between(incident.began(), incident.recovered().orElse(now));
        return Quantities.duration(lasting.isNegative() ? Duration.ZERO : lasting);
    }

    private String names(Collection<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().sorted().map(this::escape).collect(Collectors.joining(", "));
    }

    private String roots() {
        return incident.roots().stream()
                .map(root -> "- " + escape(root.toString()))
                .collect(Collectors.joining("\n"));
    }

    private String latest() {
        List<TimelineEntry> timeline = incident.timeline();
        return line(timeline.get(timeline.size() - 1));
    }

    private String summary() {
        return escape(incident.root().toString()) + ". " + incident.affected().size() + " checks were affected for "
                + lasting() + ".";
    }

    private String publicMessage() {
        return switch (incident.status()) {
            case INVESTIGATING -> "We are looking into a problem. Some requests may fail or be slow.";
            case ACKNOWLEDGED -> "We have found the problem and are working on it. Some requests may fail or be slow.";
            case MONITORING -> "The problem is gone, and we keep watching.";
            case RESOLVED -> "The problem is solved.";
        };
    }

    private String remedies() {
        List<String> remedies = incident.root().remedies();
        return remedies.isEmpty()
                ? "- nothing is known that usually helps"
                : remedies.stream().map(remedy -> "- " + escape(remedy)).collect(Collectors.joining("\n"));
    }

    private static List<String> steps(Advice advice) {
        List<String> steps = new ArrayList<>(advice.steps());
        steps.addAll(advice.commands());
        return steps;
    }

    /** What the runbook says of the root cause, a line each. */
    private String advice(Function<Advice, List<String>> part, String bullet) {
        List<String> lines = incident.root().advice().map(part).orElse(List.of());
        return lines.isEmpty()
                ? bullet + "the runbook says nothing"
                : lines.stream().map(line -> bullet + escape(line)).collect(Collectors.joining("\n"));
    }

    /** Whom to bring in, and by when. */
    private String escalation() {
        List<Escalation> rungs = incident.response().escalations();
        return rungs.isEmpty()
                ? "- nobody stands on the ladder"
                : rungs.stream()
                        .map(rung -> "- " + TIME.format(incident.opened().plus(rung.after())) + " " + escape(rung.to()))
                        .collect(Collectors.joining("\n"));
    }

    private String actions() {
        return incident.roots().stream()
                .map(Root::remedies)
                .flatMap(List::stream)
                .distinct()
                .map(remedy -> "| so that it need not be done by hand again: " + escape(remedy) + " | " + blank("who")
                        + " | " + blank("when") + " |")
                .collect(Collectors.joining("\n"));
    }

    private static String blank(String words) {
        return "**[fill in: " + words + "]**";
    }

    private String evidence() {
        return incident.timeline().stream()
                .flatMap(entry -> entry.detail().stream()
                        .map(detail -> "Seen " + TIME.format(entry.at()) + ":\n\n" + markup.block(detail)))
                .collect(Collectors.joining("\n\n"));
    }

    private String timeline() {
        List<String> lines = new ArrayList<>();
        if (incident.began().isBefore(incident.opened())) {
            lines.add("- " + TIME.format(incident.began()) + " first failure");
        }
        for (TimelineEntry entry : incident.timeline()) {
            lines.add("- " + TIME.format(entry.at()) + " (+" + Quantities.duration(entry.after()) + ") " + line(entry));
        }
        return String.join("\n", lines);
    }

    private String line(TimelineEntry entry) {
        String kind = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return kind + entry.by().map(name -> " by " + escape(name)).orElse("") + ": " + escape(entry.text());
    }

    private String deployed() {
        return incident.timeline().stream()
                .filter(entry -> entry.kind() == TimelineEntry.Kind.DEPLOYMENT)
                .map(entry -> escape(entry.text()))
                .findFirst()
                .orElse("nothing that is known of");
    }

    /** What must be good before the incident is over. */
    private String checklist() {
        return incident.affected().stream()
                .map(check -> "- [" + (incident.failing().contains(check) ? " " : "x") + "] " + escape(check))
                .collect(Collectors.joining("\n"));
    }
}
