package dev.vitals.triage;

import static dev.vitals.triage.SeverityPolicyReader.optional;

import dev.vitals.text.KnownNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads an application's own runbook. */
final class RunbookReader {
    private static final List<String> KEYS =
            List.of("title", "meaning", "steps", "moreSteps", "commands", "links", "escalation", "own");
    private static final Pattern CODE = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Map<String, RunbookEntry> known;

    RunbookReader(Map<String, RunbookEntry> known) {
        this.known = known;
    }

    /** Families first, so that what is said of one code stands against them. */
    Runbook read(ConfigValue file) {
        Map<String, RunbookEntry> entries = new LinkedHashMap<>(known);
        file.fields().forEach((code, value) -> {
            if (code.contains("*")) {
                family(new NamePattern(code), value, entries);
            }
        });
        file.fields().forEach((code, value) -> {
            if (!code.contains("*")) {
                one(code, value, entries);
            }
        });
        return new Runbook(entries);
    }

    private void family(NamePattern family, ConfigValue value, Map<String, RunbookEntry> entries) {
        List<String> codes = known.keySet().stream().filter(family::matches).toList();
        if (codes.isEmpty()) {
            value.fault("no known cause is '" + family.text() + "'");
            return;
        }
        Map<String, ConfigValue> fields = fields(value);
        Function<RunbookEntry, RunbookEntry> change = change(fields);
        codes.forEach(code -> entries.computeIfPresent(code, (same, entry) -> change.apply(entry)));
    }

    private void one(String code, ConfigValue value, Map<String, RunbookEntry> entries) {
        Map<String, ConfigValue> fields = fields(value);
        boolean own = optional(fields, "own").flatMap(ConfigValue::flag).orElse(false);
        if (known.containsKey(code)) {
            if (own) {
                value.fault("is not the application's own: a module declares it");
            }
            entries.computeIfPresent(code, (same, entry) -> change(fields).apply(entry));
        } else if (!own) {
            value.fault("is no known cause, and the application's own need \"own\": true; "
                    + KnownNames.beside(code, known.keySet()));
        } else {
            requireOwn(code, value, fields);
            entries.put(
                    code,
                    change(fields).apply(new RunbookEntry("", "", List.of(), List.of(), List.of(), List.of(), true)));
        }
    }

    private static void requireOwn(String code, ConfigValue value, Map<String, ConfigValue> fields) {
        if (!CODE.matcher(code).matches()) {
            value.fault("is no cause code: lower case words joined by dots, such as 'licence.expired'");
        }
        List.of("title", "meaning").stream()
                .filter(key -> !fields.containsKey(key))
                .forEach(key -> value.fault("needs '" + key + "'"));
    }

    private static Map<String, ConfigValue> fields(ConfigValue value) {
        Map<String, ConfigValue> fields = value.fields(KEYS);
        optional(fields, "links")
                .ifPresent(links -> links.items()
                        .forEach(link -> link.text()
                                .filter(text -> !LINK.matcher(text).matches())
                                .ifPresent(
                                        text -> link.fault("must begin with http:// or https:// and have no blanks"))));
        return fields;
    }

    private static Function<RunbookEntry, RunbookEntry> change(Map<String, ConfigValue> fields) {
        String title = optional(fields, "title").flatMap(ConfigValue::text).orElse("");
        String meaning = optional(fields, "meaning").flatMap(ConfigValue::text).orElse("");
        List<FillText> more = texts(fields, "moreSteps", List.of());
        List<FillText> none = List.of();
        List<FillText> steps = texts(fields, "steps", none);
        List<FillText> commands = texts(fields, "commands", none);
        List<FillText> links = texts(fields, "links", none);
        List<FillText> escalation = texts(fields, "escalation", none);
        return entry -> new RunbookEntry(
                title.isEmpty() ? entry.title() : title,
                meaning.isEmpty() ? entry.meaning() : meaning,
                joined(fields.containsKey("steps") ? steps : entry.steps(), more),
                fields.containsKey("commands") ? commands : entry.commands(),
                fields.containsKey("links") ? links : entry.links(),
                fields.containsKey("escalation") ? escalation : entry.escalation(),
                true);
    }

    private static List<FillText> joined(List<FillText> one, List<FillText> other) {
        List<FillText> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static List<FillText> texts(Map<String, ConfigValue> fields, String key, List<FillText> otherwise) {
        return optional(fields, key)
                .map(value -> value.items().stream()
                        .flatMap(item -> item.text().map(text -> filled(item, text)).stream())
                        .toList())
                .orElse(otherwise);
    }

    private static FillText filled(ConfigValue item, String text) {
        FillText filled = FillText.of(text);
        filled.names().stream()
                .filter(name -> !FindingValues.knows(name))
                .forEach(name -> item.fault("unknown placeholder '{" + name + "}'; there are " + FindingValues.names()
                        + "; a brace is written {{"));
        return filled;
    }
}
