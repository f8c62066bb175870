package dev.vitals.endpoint;

import dev.vitals.format.Access;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentException;
import dev.vitals.incident.Incidents;
import dev.vitals.incident.Trends;
import dev.vitals.report.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows incidents to those who may see detail, and changes them for operators. */
final class IncidentAnswers {
    private static final List<String> OPERATIONS = List.of("acknowledge", "commander", "note", "resolve", "severity");
    private static final List<String> PARAMETERS = List.of("by", "format", "severity", "text");
    private static final int TREND_DAYS = 30;

    private final Optional<Incidents> incidents;
    private final Formats formats;
    private final IncidentPages pages;

    IncidentAnswers(Optional<Incidents> incidents, Formats formats) {
        this.incidents = incidents;
        this.formats = formats;
        this.pages = new IncidentPages(formats.zone());
    }

    HealthResponse list(Asking asking) {
        List<Incident> all = readable(asking).list();
        if (formats.page(asking.request())) {
            return pages.list(all, asking.home());
        }
        return Pages.json(
                all.stream().map(incident -> incident.json().strip()).collect(Collectors.joining(",\n", "[", "]\n")));
    }

    /** Waits for the thread that keeps the incidents. */
    HealthResponse trends(Asking asking) {
        Trends trends = readable(asking).trends(TREND_DAYS);
        return switch (Optional.ofNullable(Words.parse(asking.request().query()).get("format"))
                .orElse("")) {
            case "svg" -> text("image/svg+xml", trends.svg());
            case "markdown" -> text("text/markdown; charset=utf-8", trends.markdown());
            default ->
                formats.page(asking.request()) ? TrendsPage.of(trends, asking.home()) : Pages.json(trends.json());
        };
    }

    HealthResponse one(Asking asking, String id) {
        Incident incident = find(readable(asking), id);
        return formats.page(asking.request()) ? page(asking, incident, Optional.empty()) : Pages.json(incident.json());
    }

    /** A document, whose name is that of the enum in lower case with dashes. */
    HealthResponse document(Asking asking, String id, String name) {
        Incident incident = find(readable(asking), id);
        IncidentDocument document = Arrays.stream(IncidentDocument.values())
                .filter(one -> word(one).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(404, "there is no document '" + Query.shown(name) + "'; there are " + documents()));
        String markdown = readable(asking).documents().markdown(document, incident, Instant.now());
        return formats.page(asking.request())
                ? Pages.text(name.replace('-', ' ') + " of " + id, markdown, asking.home())
                : text("text/markdown; charset=utf-8", markdown);
    }

    /** Waits for the disk, as a person's change is to outlive the process. */
    HealthResponse change(Asking asking, String id, String operation) {
        Incidents known = kept();
        if (asking.request().access() != Access.OPERATE) {
            throw new Refusal(
                    403, "changing incidents is for operators: give the server an authoriser that knows them");
        }
        find(known, id);
        Map<String, String> words = Words.of(asking, PARAMETERS);
        try {
            Incident changed = change(known, id, operation, words);
            return formats.page(asking.request())
                    ? page(asking, changed, Optional.of("done: " + operation))
                    : Pages.json(changed.json());
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, Query.shown(String.valueOf(wrong.getMessage())));
        } catch (IncidentException notDone) {
            throw new Refusal(409, Query.shown(String.valueOf(notDone.getMessage())));
        }
    }

    private static Incident change(Incidents known, String id, String operation, Map<String, String> words) {
        Function<String, String> word = name -> Optional.ofNullable(words.get(name))
                .filter(said -> !said.isBlank())
                .orElseThrow(() -> new Refusal(400, "'" + operation + "' needs the parameter '" + name + "'"));
        return switch (operation) {
            case "acknowledge" -> acknowledge(known, id, word.apply("by"), words.getOrDefault("text", ""));
            case "note" -> known.note(id, word.apply("by"), word.apply("text"));
            case "commander" -> known.command(id, word.apply("by"), word.apply("text"));
            case "resolve" -> known.resolve(id, word.apply("by"), word.apply("text"));
            case "severity" ->
                known.severity(id, word.apply("by"), severity(word.apply("severity")), word.apply("text"));
            default ->
                throw new Refusal(
                        404,
                        "there is no operation '" + Query.shown(operation) + "'; there are "
                                + String.join(", ", OPERATIONS));
        };
    }

    /** What else is said with it must not be lost. */
    private static Incident acknowledge(Incidents known, String id, String by, String text) {
        Incident acknowledged = known.acknowledge(id, by);
        return text.isBlank() ? acknowledged : known.note(id, by, text);
    }

    private static Severity severity(String name) {
        return Arrays.stream(Severity.values())
                .filter(severity ->
                        severity.name().equals(name) || severity.sev().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400, "'severity' must be one of P0, P1, P2, P3 but was '" + Query.shown(name) + "'"));
    }

    private HealthResponse page(Asking asking, Incident incident, Optional<String> said) {
        return pages.one(incident, asking, said);
    }

    private Incidents readable(Asking asking) {
        Incidents known = kept();
        if (!asking.request().access().seesDetail()) {
            throw new Refusal(403, "incidents are for callers who may see detail");
        }
        return known;
    }

    private Incidents kept() {
        return incidents.orElseThrow(() -> new Refusal(404, "no incidents are kept: the application turns them on"));
    }

    private static Incident find(Incidents known, String id) {
        return known.find(id).orElseThrow(() -> new Refusal(404, "there is no incident '" + Query.shown(id) + "'"));
    }

    private static String documents() {
        return Arrays.stream(IncidentDocument.values())
                .map(IncidentAnswers::word)
                .collect(Collectors.joining(", "));
    }

    static String word(IncidentDocument document) {
        return document.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static HealthResponse text(String type, String content) {
        return HealthResponse.of(200, type, content.getBytes(StandardCharsets.UTF_8));
    }
}
