package dev.vitals.triage;

import dev.vitals.report.Escalation;
import dev.vitals.report.Response;
import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a severity policy. */
final class SeverityPolicyReader {
    private static final Map<String, Severity> SEVERITIES = severities();
    private static final List<String> KEYS = List.of("severities", "rules", "standard", "otherwise");
    private static final List<String> RESPONSE_KEYS = List.of("respondWithin", "updateEvery", "escalate");
    private static final List<String> RUNG_KEYS = List.of("after", "to");
    private static final Duration LONGEST = Duration.ofDays(30);

    private SeverityPolicyReader() {}

    private static Map<String, Severity> severities() {
        Map<String, Severity> names = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            names.put(severity.name(), severity);
        }
        for (Severity severity : Severity.values()) {
            names.put(severity.sev(), severity);
        }
        return names;
    }

    static Optional<Severity> severity(ConfigValue value) {
        return value.oneOf(SEVERITIES);
    }

    static SeverityPolicy read(ConfigValue file) {
        Map<String, ConfigValue> fields = file.fields(KEYS);
        ResponsePlan plan =
                optional(fields, "severities").map(SeverityPolicyReader::plan).orElse(ResponsePlan.STANDARD);
        List<SeverityRule> rules = new ArrayList<>(
                optional(fields, "rules").map(SeverityRuleReader::rules).orElse(List.of()));
        if (optional(fields, "standard").flatMap(ConfigValue::flag).orElse(true)) {
            rules.addAll(SeverityRule.DEFAULT);
        }
        Severity otherwise = optional(fields, "otherwise")
                .flatMap(SeverityPolicyReader::severity)
                .orElse(Severity.P3);
        return new SeverityPolicy(rules, plan, otherwise);
    }

    static Optional<ConfigValue> optional(Map<String, ConfigValue> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static ResponsePlan plan(ConfigValue value) {
        ResponsePlan plan = ResponsePlan.STANDARD;
        Map<Severity, ConfigValue> places = new LinkedHashMap<>();
        for (Map.Entry<String, ConfigValue> field :
                value.fields(SEVERITIES.keySet()).entrySet()) {
            Severity severity = SEVERITIES.get(field.getKey());
            if (severity != null) {
                if (places.put(severity, field.getValue()) != null) {
                    field.getValue().fault("is another name of a severity that stands here already");
                }
                plan = plan.with(severity, response(field.getValue(), plan.to(severity)));
            }
        }
        requireOrder(plan, places);
        return plan;
    }

    /** The worse, the sooner. */
    private static void requireOrder(ResponsePlan plan, Map<Severity, ConfigValue> places) {
        Severity[] all = Severity.values();
        for (int i = 0; i + 1 < all.length; i++) {
            Severity worse = all[i];
            Severity milder = all[i + 1];
            Optional<ConfigValue> place =
                    Optional.ofNullable(places.get(worse)).or(() -> Optional.ofNullable(places.get(milder)));
            boolean later =
                    plan.to(worse).respondWithin().compareTo(plan.to(milder).respondWithin()) > 0;
            if (later) {
                place.ifPresent(value -> value.fault("contradicts itself: " + worse + " is worse than " + milder
                        + " but is to be responded to later"));
            }
        }
    }

    private static Response response(ConfigValue value, Response standard) {
        Map<String, ConfigValue> fields = value.fields(RESPONSE_KEYS);
        Duration within = time(fields, "respondWithin", Duration.ZERO).orElse(standard.respondWithin());
        Duration every = time(fields, "updateEvery", Duration.ofSeconds(1)).orElse(standard.updateEvery());
        return new Response(
                within,
                every,
                optional(fields, "escalate").map(SeverityPolicyReader::ladder).orElse(List.of()));
    }

    static Optional<Duration> time(Map<String, ConfigValue> fields, String name, Duration least) {
        return optional(fields, name).flatMap(value -> time(value, least));
    }

    private static Optional<Duration> time(ConfigValue value, Duration least) {
        Optional<Duration> time = value.duration();
        if (time.filter(one -> one.compareTo(least) < 0 || one.compareTo(LONGEST) > 0)
                .isPresent()) {
            value.fault("must be from " + least + " to 30 days");
            return Optional.empty();
        }
        return time;
    }

    private static List<Escalation> ladder(ConfigValue value) {
        List<Escalation> ladder = new ArrayList<>();
        for (ConfigValue item : value.items()) {
            Map<String, ConfigValue> fields = item.fields(RUNG_KEYS);
            Optional<Duration> after = time(fields, "after", Duration.ZERO);
            Optional<String> to = optional(fields, "to").flatMap(ConfigValue::text);
            RUNG_KEYS.stream()
                    .filter(key -> !fields.containsKey(key))
                    .forEach(key -> item.fault("needs '" + key + "'"));
            if (after.isEmpty() || to.isEmpty()) {
                continue;
            }
            if (!ladder.isEmpty() && ladder.get(ladder.size() - 1).after().compareTo(after.get()) > 0) {
                item.fault("comes before the rung above it");
                continue;
            }
            ladder.add(new Escalation(after.get(), to.get()));
        }
        return ladder;
    }
}
