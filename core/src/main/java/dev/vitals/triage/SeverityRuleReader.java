package dev.vitals.triage;

import static dev.vitals.triage.SeverityPolicyReader.optional;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import dev.vitals.report.Severity;
import dev.vitals.triage.SeverityCondition.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the rules of a severity policy, and finds those that make no sense together. */
final class SeverityRuleReader {
    private static final List<String> KEYS = List.of(
            "name", "severity", "impact", "status", "cause", "check", "group", "lasting", "observation", "checks");
    private static final List<String> LEVEL_KEYS = List.of("name", "atLeast", "atMost");
    private static final int MOST_CHECKS = 10_000;

    private SeverityRuleReader() {}

    static List<SeverityRule> rules(ConfigValue list) {
        List<Placed> rules = new ArrayList<>();
        for (ConfigValue value : list.items()) {
            rule(value).ifPresent(rule -> {
                unreachable(rules, rule).ifPresent(value::fault);
                rules.add(new Placed(rule, value));
            });
        }
        return rules.stream().map(Placed::rule).toList();
    }

    /** What leaves nothing to a rule: an earlier one, or several together. */
    private static Optional<String> unreachable(List<Placed> earlier, SeverityRule rule) {
        return earlier.stream()
                .filter(one -> leavesNothing(one.rule(), rule))
                .findFirst()
                .map(one -> words(one, rule))
                .or(() -> !earlier.isEmpty()
                                && parts(rule)
                                        .allMatch(part ->
                                                earlier.stream().anyMatch(one -> leavesNothing(one.rule(), part)))
                        ? Optional.of("is never reached: earlier rules together apply first to all that this is about")
                        : Optional.empty());
    }

    private static Stream<SeverityRule> parts(SeverityRule rule) {
        return rule.when() instanceof SeverityCondition condition
                ? condition.parts().map(part -> new SeverityRule(rule.words(), rule.severity(), part, rule.checks()))
                : Stream.of(rule);
    }

    private static boolean leavesNothing(SeverityRule earlier, SeverityRule later) {
        return earlier.checks() <= later.checks()
                && earlier.when() instanceof SeverityCondition wide
                && later.when() instanceof SeverityCondition narrow
                && wide.covers(narrow);
    }

    private static String words(Placed earlier, SeverityRule later) {
        String which =
                "'" + earlier.rule().words() + "' of line " + earlier.place().line();
        boolean same = leavesNothing(later, earlier.rule());
        return same && earlier.rule().severity() != later.severity()
                ? "contradicts " + which + ": the same conditions, another severity"
                : "is never reached: " + which + " applies first to all that this is about";
    }

    private static Optional<SeverityRule> rule(ConfigValue value) {
        Map<String, ConfigValue> fields = value.fields(KEYS);
        List.of("name", "severity").stream()
                .filter(key -> !fields.containsKey(key))
                .forEach(key -> value.fault("needs '" + key + "'"));
        Optional<String> name = optional(fields, "name").flatMap(ConfigValue::text);
        Optional<Severity> severity = optional(fields, "severity").flatMap(SeverityPolicyReader::severity);
        int checks = optional(fields, "checks")
                .flatMap(count -> count.count(1, MOST_CHECKS))
                .orElse(1);
        SeverityCondition condition = condition(fields);
        return name.flatMap(words -> severity.map(bad -> new SeverityRule(words, bad, condition, checks)));
    }

    private static SeverityCondition condition(Map<String, ConfigValue> fields) {
        return new SeverityCondition(
                optional(fields, "impact")
                        .map(value -> all(value, Impact.class))
                        .orElse(Set.of()),
                optional(fields, "status").map(SeverityRuleReader::statuses).orElse(SeverityCondition.FAILING),
                patterns(fields, "cause"),
                patterns(fields, "check"),
                patterns(fields, "group"),
                SeverityPolicyReader.time(fields, "lasting", Duration.ZERO).orElse(Duration.ZERO),
                optional(fields, "observation").flatMap(SeverityRuleReader::level));
    }

    private static Set<Status> statuses(ConfigValue value) {
        Set<Status> statuses = all(value, Status.class);
        if (statuses.contains(Status.UP)) {
            value.fault("is never reached: rules are asked about checks that are not UP");
        }
        return statuses;
    }

    private static <E extends Enum<E>> Set<E> all(ConfigValue value, Class<E> type) {
        Set<E> all = EnumSet.noneOf(type);
        value.items().forEach(item -> item.oneOf(type).ifPresent(all::add));
        if (value.items().isEmpty()) {
            value.fault("is never reached: the list is empty");
        }
        return all;
    }

    private static List<NamePattern> patterns(Map<String, ConfigValue> fields, String key) {
        Optional<ConfigValue> value = optional(fields, key);
        value.map(ConfigValue::items)
                .filter(Collection::isEmpty)
                .ifPresent(none -> value.get().fault("is never reached: the list is empty"));
        return value.map(ConfigValue::texts).orElse(List.of()).stream()
                .map(NamePattern::new)
                .toList();
    }

    private static Optional<Level> level(ConfigValue value) {
        Map<String, ConfigValue> fields = value.fields(LEVEL_KEYS);
        Optional<String> name = optional(fields, "name").flatMap(ConfigValue::text);
        Optional<Double> least = optional(fields, "atLeast").flatMap(ConfigValue::number);
        Optional<Double> most = optional(fields, "atMost").flatMap(ConfigValue::number);
        if (!fields.containsKey("name") || fields.containsKey("atLeast") == fields.containsKey("atMost")) {
            value.fault("needs 'name' and either 'atLeast' or 'atMost'");
        }
        return name.flatMap(named ->
                least.or(() -> most).map(limit -> new Level(new NamePattern(named), limit, least.isPresent())));
    }

    private record Placed(SeverityRule rule, ConfigValue place) {}
}
