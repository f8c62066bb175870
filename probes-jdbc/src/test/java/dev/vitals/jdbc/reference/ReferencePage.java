package dev.vitals.jdbc.reference;

import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.jdbc.internal.knowledge.JdbcKnowledge;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Quantities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The reference of the checks, in Markdown. */
final class ReferencePage {
    private static final String HEAD = """
            # Checks of a database

            Written by `ReferenceTest` from the code; a build fails when the two disagree. Names are those of
            `JdbcProbes.of("orders-db", …)`: the check `locks` is registered as `orders-db.locks`. A check whose role may not
            see enough is `UNKNOWN` and shows the right to grant. When the database cannot be asked, each check has the cause
            that explains why, one of `db.…`.
            """;

    private static final String CAUSES = """

            ## Cause codes

            What each means, what helps, and what it explains: [causes.md](causes.md).

            | cause | title | kind |
            |---|---|---|
            """;

    private static final String OBSERVATIONS = """

            ## Observations

            Names and units as in JSON and in metrics. What was not observed is absent.

            | observation | unit |
            |---|---|
            """;

    private static final String LIMITS = """

            ## Limits

            Changed with `JdbcProbes.limits(LockLimits.class, l -> l.…)`. A limit counts as reached at its number. A value out of
            its bounds is refused by name.

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

    String text() throws IOException {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        lines.add("");
        lines.addAll(checkTable());
        lines.addAll(CAUSES.lines().toList());
        new JdbcKnowledge().causes().forEach(cause -> lines.add(row(cause)));
        lines.addAll(OBSERVATIONS.lines().toList());
        ObservationCalls.in(SourceText.MAIN).forEach((name, unit) -> lines.add("| `" + name + "` | " + unit + " |"));
        lines.addAll(LIMITS.lines().toList());
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
                            + Quantities.duration(policy.interval());
            for (Map.Entry<String, Fact.Reading> entry : fact.reads().entrySet()) {
                Fact.Reading reading = entry.getValue();
                lines.add("| " + first + " | " + entry.getKey() + " | " + reading.what() + " | " + reading.right()
                        + " | " + reading.versions() + " |");
                first = " | |";
            }
        }
        return lines;
    }

    private static String row(Cause cause) {
        String link = "[`" + cause.code() + "`](causes.md#" + cause.code().replace(".", "") + ")";
        return "| " + link + " | " + cause.title() + " | " + cause.kind().name().toLowerCase(Locale.ROOT) + " |";
    }
}
