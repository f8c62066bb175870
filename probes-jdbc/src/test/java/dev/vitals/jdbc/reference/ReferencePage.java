package dev.vitals.jdbc.reference;

import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The reference of the checks, in Markdown. */
final class ReferencePage {
    private static final String HEAD = """
            # Checks of a database

            Written by `ReferenceTest` from the code; a build fails when the two disagree. Names are those of
            `JdbcProbes.of("orders-db", …)`: the check `locks` is registered as `orders-db.locks`. What a role may not see is
            `UNKNOWN`, with what to grant. When the database could not be asked, a check says why with a code of `connect`.
            """;

    private final Map<String, CheckPolicy> policies;

    ReferencePage(JdbcProbes probes) {
        policies = new LinkedHashMap<>();
        for (Check check : probes.checks()) {
            policies.put(check.name().substring(check.name().indexOf('.') + 1), check.policy());
        }
    }

    /** The checks that the code has. */
    Set<String> checks() {
        return policies.keySet();
    }

    /** The cause codes that the facts explain. */
    static Map<String, String> causes() {
        Map<String, String> causes = new TreeMap<>();
        Facts.ALL.forEach(fact -> causes.putAll(fact.causes()));
        Arrays.stream(FailureKind.values())
                .forEach(kind -> causes.put(kind.cause().code(), kind.words()));
        return causes;
    }

    String text() {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        lines.add("");
        lines.addAll(checkTable());
        lines.add("");
        lines.add("## Cause codes");
        lines.add("");
        lines.addAll(causeTable());
        lines.add("");
        lines.add("## Observations");
        lines.add("");
        lines.add("Names as in JSON and in metrics; each comes with its unit and, where there are any, its limits.");
        lines.add("");
        SourceText.observations().forEach(name -> lines.add("- `" + name + "`"));
        lines.add("");
        lines.add("## Limits");
        lines.add("");
        lines.add(
                "Changed with `JdbcProbes.limits(LockLimits.class, l -> l.…)`. A value out of its bounds is refused by name.");
        lines.add("");
        lines.addAll(LimitRows.all());
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private List<String> checkTable() {
        List<String> lines = new ArrayList<>();
        lines.add("| check | impact | every | on | reads | right | versions |");
        lines.add("|---|---|---|---|---|---|---|");
        for (Fact fact : Facts.ALL) {
            CheckPolicy policy = policies.get(fact.check());
            String first = policy == null
                    ? "`" + fact.check() + "` | |"
                    : "`" + fact.check() + "` | " + policy.impact().name().toLowerCase(Locale.ROOT) + " | "
                            + policy.interval().toSeconds() + " s";
            for (Map.Entry<String, Fact.Reading> entry : fact.reads().entrySet()) {
                Fact.Reading reading = entry.getValue();
                lines.add("| " + first + " | " + entry.getKey() + " | " + reading.what() + " | " + reading.right()
                        + " | " + reading.versions() + " |");
                first = " | |";
            }
        }
        return lines;
    }

    private static List<String> causeTable() {
        List<String> lines = new ArrayList<>(List.of("| cause | check | meaning |", "|---|---|---|"));
        for (Fact fact : Facts.ALL) {
            fact.causes().forEach((code, meaning) -> lines.add(row(code, fact.check(), meaning)));
        }
        for (FailureKind kind : FailureKind.values()) {
            lines.add(row(kind.cause().code(), "connect", kind.words()));
        }
        return lines;
    }

    private static String row(String code, String check, String meaning) {
        return "| `" + code + "` | " + check + " | " + meaning + " |";
    }
}
