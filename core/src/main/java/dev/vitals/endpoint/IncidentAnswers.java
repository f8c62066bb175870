package dev.vitals.endpoint;

import dev.vitals.format.Access;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentException;
import dev.vitals.incident.Incidents;
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
    private static final String JSON = "application/json";
    private static final List<String> OPERATIONS = List.of("acknowledge", "commander", "note", "resolve", "severity");
    private static final int TREND_DAYS = 30;

    private final Optional<Incidents> incidents;

    IncidentAnswers(Optional<Incidents> incidents) {
        this.incidents = incidents;
    }

    HealthResponse list(HealthRequest request) {
        String items = readable(request).list().stream()
                .map(incident -> incident.json().strip())
                .collect(Collectors.joining(",\n"));
        return answer(JSON, "[" + items + "]\n");
    }

    HealthResponse trends(HealthRequest request) {
        return answer(JSON, readable(request).trends(TREND_DAYS).json());
    }

    HealthResponse one(HealthRequest request, String id) {
        return answer(JSON, find(readable(request), id).json());
    }

    /** A document, whose name is that of the enum in lower case with dashes. */
    HealthResponse document(HealthRequest request, String id, String name) {
        Incident incident = find(readable(request), id);
        IncidentDocument document = Arrays.stream(IncidentDocument.values())
                .filter(one -> word(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        404,
                        "there is no document '" + Query.shown(name) + "'; there are "
                                + Arrays.stream(IncidentDocument.values())
                                        .map(IncidentAnswers::word)
                                        .collect(Collectors.joining(", "))));
        return answer(
                "text/markdown; charset=utf-8",
                readable(request).documents().markdown(document, incident, Instant.now()));
    }

    HealthResponse change(HealthRequest request, String id, String operation) {
        Incidents known = kept();
        if (request.access() != Access.OPERATE) {
            throw new Refusal(
                    403, "changing incidents is for operators: give the server an authoriser that knows them");
        }
        find(known, id);
        Map<String, String> words = Words.of(request.query(), List.of("by", "severity", "text"));
        try {
            return answer(JSON, change(known, id, operation, words).json());
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, Query.shown(String.valueOf(wrong.getMessage())));
        } catch (IncidentException notDone) {
            throw new Refusal(409, Query.shown(String.valueOf(notDone.getMessage())));
        }
    }

    private static Incident change(Incidents known, String id, String operation, Map<String, String> words) {
        Function<String, String> word = name -> Optional.ofNullable(words.get(name))
                .orElseThrow(() -> new Refusal(400, "'" + operation + "' needs the parameter '" + name + "'"));
        return switch (operation) {
            case "acknowledge" -> known.acknowledge(id, word.apply("by"));
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

    private static Severity severity(String name) {
        return Arrays.stream(Severity.values())
                .filter(severity ->
                        severity.name().equals(name) || severity.sev().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400, "'severity' must be one of P0, P1, P2, P3 but was '" + Query.shown(name) + "'"));
    }

    private Incidents readable(HealthRequest request) {
        Incidents known = kept();
        if (!request.access().seesDetail()) {
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

    private static String word(IncidentDocument document) {
        return document.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static HealthResponse answer(String type, String content) {
        return HealthResponse.of(200, type, content.getBytes(StandardCharsets.UTF_8));
    }
}
