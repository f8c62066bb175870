package dev.vitals.endpoint;

import dev.vitals.format.Access;
import dev.vitals.format.Html;
import dev.vitals.format.Times;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.incident.TimelineEntry;
import dev.vitals.incident.Verification;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.report.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Incidents for a person at a browser. */
final class IncidentPages {
    private static final int LISTED = 200;

    private final ZoneId zone;

    IncidentPages(ZoneId zone) {
        this.zone = zone;
    }

    HealthResponse list(List<Incident> all, Optional<String> home) {
        List<Incident> sorted = all.stream()
                .sorted(Comparator.comparingInt(IncidentPages::rank)) // stable: newest first of each
                .toList();
        boolean quiet = all.stream().allMatch(incident -> incident.status() == IncidentStatus.RESOLVED);
        return Pages.of(200, "incidents", quiet ? Status.UP : Status.DOWN, html -> {
            html.of("h1", "Incidents");
            Pages.back(html, home);
            home.ifPresent(place -> html.in("p", "class", "c")
                    .in("a", "href", place + "incidents/trends")
                    .alone(
                            "img",
                            "src",
                            place + "incidents/trends?format=svg",
                            "alt",
                            "availability and incidents of the last 30 days")
                    .end()
                    .end());
            if (all.isEmpty()) {
                html.of("p", "There are none.");
            } else {
                table(html, sorted, home);
            }
        });
    }

    /** Open ones before those that are over, and of the open ones the worst. */
    private static int rank(Incident incident) {
        return incident.status() == IncidentStatus.RESOLVED
                ? Severity.values().length
                : List.of(Severity.values()).indexOf(incident.severity());
    }

    private void table(Html html, List<Incident> incidents, Optional<String> home) {
        Times times = new Times(zone, Instant.now());
        html.in("div", "class", "w", "tabindex", "0").in("table").in("tr");
        List.of("incident", "severity", "opened", "root cause").forEach(name -> html.of("th", name, "scope", "col"));
        html.end();
        for (Incident incident : incidents.subList(0, Math.min(LISTED, incidents.size()))) {
            html.in("tr", "class", colour(incident).name()).in("td");
            home.ifPresentOrElse(
                    place -> html.of("a", incident.id(), "href", place + "incidents/" + incident.id()),
                    () -> html.text(incident.id()));
            html.text(" ").of("span", word(incident), "class", "s").end();
            html.of("td", incident.worst().name())
                    .of("td", times.second(incident.opened()))
                    .of("td", incident.root().cause() + " in " + incident.root().check())
                    .end();
        }
        html.end().end();
        if (incidents.size() > LISTED) {
            html.of("p", "and " + (incidents.size() - LISTED) + " more, as JSON", "class", "d");
        }
    }

    HealthResponse one(Incident incident, Asking asking, Optional<String> said) {
        boolean operates = asking.request().access() == Access.OPERATE;
        Times times = new Times(zone, Instant.now());
        return Pages.of(
                200,
                incident.severity() + " " + incident.id(),
                colour(incident),
                asking.byScript() && operates,
                html -> {
                    html.in("header", "class", "v " + colour(incident)).of("h1", "Incident " + incident.id());
                    html.in("p")
                            .in("b")
                            .of("span", word(incident), "class", "s")
                            .text(" " + incident.severity());
                    html.end().end();
                    said.ifPresent(words ->
                            html.in("p", "role", "status").of("b", words).end());
                    html.of(
                            "p",
                            incident.root().cause() + " in " + incident.root().check() + ": "
                                    + incident.root().summary());
                    html.of("p", dates(incident, times), "class", "d").end();
                    ways(html, incident, asking.home());
                    incident.root().remedies().stream().findFirst().ifPresent(any -> remedies(html, incident));
                    incident.verification().ifPresent(known -> verification(html, known, times));
                    asking.home()
                            .filter(place -> operates && incident.status() != IncidentStatus.RESOLVED)
                            .ifPresent(
                                    place -> form(html, place + "incidents/" + incident.id() + "/", asking.byScript()));
                    timeline(html, incident, times);
                });
    }

    private static String dates(Incident incident, Times times) {
        StringBuilder line = new StringBuilder("began ").append(times.second(incident.began()));
        line.append(", opened ").append(times.second(incident.opened()));
        incident.acknowledged().ifPresent(at -> line.append(", acknowledged ").append(times.second(at)));
        incident.recovered().ifPresent(at -> line.append(", well since ").append(times.second(at)));
        incident.resolved().ifPresent(at -> line.append(", resolved ").append(times.second(at)));
        incident.respondBy().ifPresent(at -> line.append(", respond by ").append(times.second(at)));
        incident.updateBy().ifPresent(at -> line.append(", next update ").append(times.second(at)));
        incident.commander().ifPresent(name -> line.append(", led by ").append(name));
        return line.append(", affected ")
                .append(String.join(", ", incident.affected()))
                .toString();
    }

    private static void ways(Html html, Incident incident, Optional<String> home) {
        home.ifPresent(place -> {
            html.in("nav").in("p").of("a", "status page", "href", place);
            html.of("a", "all incidents", "href", place + "incidents").end();
            html.in("p", "class", "d").text("documents ");
            for (IncidentDocument document : IncidentDocument.values()) {
                String word = IncidentAnswers.word(document);
                html.of("a", word.replace('-', ' '), "href", place + "incidents/" + incident.id() + "/" + word);
            }
            html.end().end();
        });
    }

    private static void remedies(Html html, Incident incident) {
        html.of("h2", "Do next").in("ul");
        incident.root().remedies().forEach(remedy -> html.of("li", remedy));
        html.end();
    }

    private static void verification(Html html, Verification known, Times times) {
        html.of("h2", "Must be good before it is over")
                .in("div", "class", "w", "tabindex", "0")
                .in("table")
                .in("tr");
        List.of("check", "status", "since").forEach(name -> html.of("th", name, "scope", "col"));
        html.end();
        for (Verification.Item item : known.items()) {
            html.in("tr", "class", item.status().orElse(Status.UP).name()).of("td", item.check());
            html.in("td")
                    .of("span", item.status().map(Status::name).orElse("no longer checked"), "class", "s")
                    .end();
            html.of("td", item.since().map(times::second).orElse("")).end();
        }
        html.end().end();
        html.of(
                "p",
                known.over()
                        .map(end -> "over at " + times.second(end) + ", in "
                                + Quantities.duration(known.left(Instant.now())) + ", if all stay well")
                        .orElse("over once all have been well for " + Quantities.duration(known.window())));
    }

    private static void form(Html html, String place, boolean byScript) {
        html.of("h2", "Say what you do").in("form", "method", "post", "action", place + "note", "class", "f");
        if (byScript) {
            html.of("noscript", "buttons need JavaScript here");
        }
        html.in("label").text("your name ");
        html.alone("input", "name", "by", "required", "", "maxlength", "100", "autocomplete", "name")
                .end();
        html.in("label").text("what you know or did, and for resolve what has helped ");
        html.in("textarea", "name", "text", "rows", "3", "maxlength", "2000")
                .end()
                .end();
        html.in("p");
        for (String operation : List.of("note", "acknowledge", "resolve")) {
            html.of("button", operation, "formaction", place + operation);
        }
        html.end().end();
    }

    private static void timeline(Html html, Incident incident, Times times) {
        html.of("h2", "Timeline").in("ul");
        for (TimelineEntry entry : incident.timeline()) {
            html.in("li")
                    .of(
                            "span",
                            times.second(entry.at()) + " +" + Quantities.duration(entry.after()) + " ",
                            "class",
                            "d");
            html.of("b", entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            html.text(entry.by().map(name -> " by " + name).orElse("") + " " + entry.text());
            entry.detail()
                    .ifPresent(detail -> html.in("details")
                            .of("summary", "what the check showed")
                            .of("pre", detail, "tabindex", "0")
                            .end());
            html.end();
        }
        html.end();
    }

    private static Status colour(Incident incident) {
        return switch (incident.status()) {
            case INVESTIGATING -> Status.DOWN;
            case ACKNOWLEDGED -> Status.DEGRADED;
            case MONITORING -> Status.UNKNOWN;
            case RESOLVED -> Status.UP;
        };
    }

    private static String word(Incident incident) {
        return incident.status().name().toLowerCase(Locale.ROOT);
    }
}
