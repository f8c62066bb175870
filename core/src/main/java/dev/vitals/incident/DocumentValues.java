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
    /** Events whose text needs no further word. */
    private static final Set<TimelineEntry.Kind> SPEAKING =
            Set.of(TimelineEntry.Kind.ROOT_CAUSE, TimelineEntry.Kind.CHECKS);

    private static final String SILENT = "the runbook says nothing";
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
        values.put("acknowledged", it -> time(it.incident.acknowledged(), it.absent()));
        values.put("recovered", it -> time(it.incident.recovered(), it.absent()));
        values.put("resolved", it -> time(it.incident.resolved(), "not yet"));
        values.put("respondBy", DocumentValues::respondBy);
        values.put("updateBy", it -> time(it.incident.updateBy(), "none"));
        values.put("timeToDetect", it -> Quantities.duration(it.incident.timeToDetect()));
        values.put("timeToAcknowledge", it -> it.duration(it.incident.timeToAcknowledge()));
        values.put("timeToResolve", it -> it.duration(it.incident.timeToResolve()));
        values.put("duration", DocumentValues::lasting);
        values.put("relapses", it -> String.valueOf(it.incident.relapses()));
        values.put(
                "commander", it -> it.incident.commander().map(it::escape).orElse(it.isOver() ? "none" : "none yet"));
        values.put("cause", it -> it.incident.root().cause());
        values.put("root", it -> it.escape(it.incident.root().toString()));
        values.put("roots", DocumentValues::roots);
        values.put("affected", it -> it.names(it.incident.affected()));
        values.put("failing", it -> it.names(it.incident.failing()));
        values.put("latest", DocumentValues::latest);
        values.put("how", DocumentValues::how);
        values.put("summary", DocumentValues::summary);
        values.put("publicMessage", DocumentValues::publicMessage);
        values.put("remedies", DocumentValues::remedies);
        values.put("actions", DocumentValues::actions);
        values.put("actionList", DocumentValues::actionList);
        values.put("deployed", it -> it.latest(TimelineEntry.Kind.DEPLOYMENT));
        values.put("seenBefore", it -> it.latest(TimelineEntry.Kind.EARLIER));
        values.put("meaning", it -> it.advice(advice -> List.of(advice.meaning()), "", SILENT));
        values.put("steps", it -> it.advice(DocumentValues::steps, "- ", "nothing"));
        values.put("links", it -> it.advice(Advice::links, "- ", SILENT));
        values.put("call", it -> it.advice(Advice::escalation, "- ", "the runbook does not say whom"));
        values.put("escalation", DocumentValues::escalation);
        values.put(
                "updateEvery", it -> Quantities.duration(it.incident.response().updateEvery()));
        values.put("evidence", DocumentValues::evidence);
        values.put("timeline", DocumentValues::timeline);
        values.put("checklist", DocumentValues::checklist);
        values.put("over", DocumentValues::over);
        return values;
    }

    private String escape(String text) {
        return markup.escape(text);
    }

    private static String time(Optional<Instant> time, String none) {
        return time.map(TIME::format).orElse(none);
    }

    private String duration(Optional<Duration> time) {
        return time.map(Quantities::duration).orElse(absent());
    }

    /** What has not happened can still happen until the incident is over. */
    private String absent() {
        return isOver() ? "never" : "not yet";
    }

    private boolean isOver() {
        return incident.resolved().isPresent();
    }

    private String respondBy() {
        String none = incident.acknowledged().isPresent() ? "done" : "no longer due";
        return time(incident.respondBy(), none);
    }

    /** By the entries, which a clock that is set does not shorten. */
    private String lasting() {
        Draft parts = incident.toDraft();
        Optional<TimelineEntry> end = parts.recovered.or(() -> parts.resolved);
        List<TimelineEntry> timeline = incident.timeline();
        TimelineEntry last = end.orElse(timeline.get(timeline.size() - 1));
        Duration known = incident.timeToDetect().plus(last.after());
        Duration byClock = Duration.between(incident.began(), now);
        return Quantities.duration(end.isPresent() || byClock.compareTo(known) < 0 ? known : byClock);
    }

    private String names(Collection<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().sorted().map(this::escape).collect(Collectors.joining(", "));
    }

    /** What nothing else explains, the latest first. What was thought before is on the timeline. */
    private List<Root> standing() {
        List<Root> latestFirst = new ArrayList<>(incident.standing());
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    private String roots() {
        return standing().stream().map(root -> "- " + escape(root.toString())).collect(Collectors.joining("\n"));
    }

    private String latest() {
        List<TimelineEntry> timeline = incident.timeline();
        return line(timeline.get(timeline.size() - 1));
    }

    private String how() {
        return incident.toDraft()
                .resolved
                .map(end -> escape(end.text())
                        + end.by().map(name -> " (" + escape(name) + ")").orElse(""))
                .orElseGet(this::latest);
    }

    private String summary() {
        int checks = incident.affected().size();
        boolean goesOn = incident.recovered().isEmpty() && !isOver();
        String verb = checks == 1 ? (goesOn ? " has been" : " was") : (goesOn ? " have been" : " were");
        return escape(incident.root().toString()) + ". " + checks + (checks == 1 ? " check" : " checks") + verb
                + " affected for " + lasting() + ".";
    }

    private String publicMessage() {
        return switch (incident.status()) {
            case INVESTIGATING -> "We are looking into a problem. Some requests may fail or be slow.";
            case ACKNOWLEDGED -> "We are working on the problem. Some requests may fail or be slow.";
            case MONITORING -> "Everything works again. We keep watching before we call the problem solved.";
            case RESOLVED -> "The problem is solved. Everything works again.";
        };
    }

    private String remedies() {
        List<String> remedies = incident.root().remedies();
        return remedies.isEmpty()
                ? "- the checks know no remedy"
                : remedies.stream().map(remedy -> "- " + remedy(remedy)).collect(Collectors.joining("\n"));
    }

    /** A command stays as it is to be typed. */
    private String remedy(String remedy) {
        int command = remedy.indexOf(Fault.COMMAND);
        return command < 0
                ? escape(remedy)
                : escape(remedy.substring(0, command)) + ": "
                        + markup.code(remedy.substring(command + Fault.COMMAND.length()));
    }

    private static List<String> steps(Advice advice) {
        List<String> steps = new ArrayList<>(advice.steps());
        steps.addAll(advice.commands());
        return steps;
    }

    /** What the runbook says of the root cause, a line each. */
    private String advice(Function<Advice, List<String>> part, String bullet, String none) {
        List<String> lines = incident.root().advice().map(part).orElse(List.of());
        return lines.isEmpty()
                ? bullet + none
                : lines.stream().map(line -> bullet + escape(line)).collect(Collectors.joining("\n"));
    }

    /** Whom to bring in, and by when. */
    private String escalation() {
        List<Escalation> rungs = incident.response().escalations();
        return rungs.isEmpty()
                ? "- the severity policy names nobody"
                : rungs.stream()
                        .map(rung -> "- " + TIME.format(incident.opened().plus(rung.after())) + " " + escape(rung.to()))
                        .collect(Collectors.joining("\n"));
    }

    private String actions() {
        return actions(action -> "| " + action + " | " + blank("who") + " | " + blank("when") + " |");
    }

    private String actionList() {
        return actions(action -> "- [ ] " + action + " - " + blank("who") + " - " + blank("when"));
    }

    private String actions(Function<String, String> line) {
        return standing().stream()
                .flatMap(root -> root.remedies().stream())
                .distinct()
                .map(remedy -> line.apply("keep this from being needed again: " + remedy(remedy)))
                .collect(Collectors.joining("\n"));
    }

    private static String blank(String words) {
        return "**[fill in: " + words + "]**";
    }

    /** What was seen of what stands as a root cause. */
    private String evidence() {
        return standing().stream()
                .flatMap(root -> incident.timeline().stream().filter(root::isNamedIn))
                .distinct()
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
        if (SPEAKING.contains(entry.kind())) {
            return escape(entry.text());
        }
        String kind = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return kind + entry.by().map(name -> " by " + escape(name)).orElse("") + ": " + escape(entry.text());
    }

    private String latest(TimelineEntry.Kind kind) {
        return incident.timeline().stream()
                .filter(entry -> entry.kind() == kind)
                .reduce((older, newer) -> newer)
                .map(entry -> escape(entry.text()))
                .orElse("nothing known");
    }

    /** What must be good before the incident is over, and since when it is as it is. */
    private String checklist() {
        return incident.verification()
                .map(known -> known.items().stream().map(this::line).collect(Collectors.joining("\n")))
                .orElseGet(() -> incident.affected().stream()
                        .map(check -> box(!incident.failing().contains(check)) + escape(check))
                        .collect(Collectors.joining("\n")));
    }

    private String line(Verification.Item item) {
        String status = item.status().map(Enum::name).orElse("no longer checked");
        return box(item.passed()) + escape(item.check()) + ": " + status
                + item.since().map(since -> " since " + TIME.format(since)).orElse("");
    }

    private static String box(boolean ticked) {
        return ticked ? "- [x] " : "- [ ] ";
    }

    /** When the incident is over. */
    private String over() {
        return incident.verification()
                .map(known -> known.over()
                        .map(end -> TIME.format(end) + ", in " + Quantities.duration(known.left(now))
                                + ", if all stay well")
                        .orElse("once all have been well for " + Quantities.duration(known.window())))
                .orElse(isOver() ? "since " + time(incident.resolved(), "") : "not yet known");
    }
}
