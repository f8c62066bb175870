package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts an answer to the numbers that {@link Probe} states, visibly. Runs before anything that walks the whole answer,
 * which may be of any size and depth. Never cuts a text: half a secret is not recognised as one.
 */
final class BoundedProbe implements Probe {
    static final int SUBJECTS = 16;
    static final int OBSERVATIONS = 64;
    static final int FIELDS = 16;
    static final int EVIDENCE = 16;
    static final int REMEDIES = 8;
    static final int ROWS = 200;
    static final int COLUMNS = 32;
    static final int DEPTH = 64;
    /** Of one piece of evidence, before texts are shortened. */
    static final int CHARS = ROWS * ShortenedProbe.LINE_CHARS;

    private final Probe delegate;

    BoundedProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        Result result = delegate.check(context);
        List<String> left = new ArrayList<>();
        leftOut(left, result.observations(), OBSERVATIONS, "observations");
        leftOut(left, result.subjects(), SUBJECTS, "subjects");
        leftOut(left, result.remedies(), REMEDIES, "remedies");
        if (left.isEmpty() && result.evidence().isEmpty()) {
            return result;
        }
        return result.withSubjects(first(result.subjects(), SUBJECTS))
                .withObservations(first(result.observations(), OBSERVATIONS))
                .withEvidence(bound(result.evidence(), left))
                .withRemedies(first(result.remedies(), REMEDIES));
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return bound(delegate.diagnose(context), new ArrayList<>());
    }

    /** The first pieces of evidence and, if any were left out, a last one that lists them. */
    private static List<Evidence> bound(List<Evidence> evidence, List<String> left) {
        if (left.isEmpty() && evidence.size() <= EVIDENCE) {
            return evidence.stream().map(BoundedProbe::bound).toList();
        }
        leftOut(left, evidence, EVIDENCE - 1, "pieces of evidence");
        List<Evidence> kept = new ArrayList<>();
        first(evidence, EVIDENCE - 1).forEach(item -> kept.add(bound(item)));
        kept.add(new Evidence.Text("left out for size", left));
        return kept;
    }

    private static void leftOut(List<String> left, List<?> all, int limit, String what) {
        if (all.size() > limit) {
            left.add(what + ": the first " + limit + " of " + all.size() + " are shown");
        }
    }

    private static Evidence bound(Evidence item) {
        Budget budget = new Budget();
        if (item instanceof Evidence.Table table) {
            return bound(table, budget);
        } else if (item instanceof Evidence.Tree tree) {
            return new Evidence.Tree(tree.title(), bound(tree.roots(), budget, DEPTH));
        }
        return bound((Evidence.Text) item, budget);
    }

    private static Evidence bound(Evidence.Text text, Budget budget) {
        List<String> kept =
                new ArrayList<>(text.lines().stream().takeWhile(budget::take).toList());
        int more = text.lines().size() - kept.size();
        if (more > 0) {
            kept.add("… and " + more + " more lines");
        }
        return new Evidence.Text(text.title(), kept);
    }

    private static Evidence bound(Evidence.Table table, Budget budget) {
        List<String> columns = first(table.columns(), COLUMNS);
        budget.pay(columns);
        List<List<String>> rows = table.rows().stream()
                .map(row -> first(row, COLUMNS))
                .takeWhile(budget::takeAll)
                .toList();
        String title = table.title() + shown("rows", rows, table.rows()) + shown("columns", columns, table.columns());
        return new Evidence.Table(title, columns, rows);
    }

    private static String shown(String what, List<?> kept, List<?> all) {
        return kept.size() == all.size() ? "" : " (first " + kept.size() + " of " + all.size() + " " + what + ")";
    }

    private static List<Evidence.Node> bound(List<Evidence.Node> nodes, Budget budget, int depth) {
        List<Evidence.Node> kept = new ArrayList<>();
        for (Evidence.Node node : nodes) {
            if (depth == 0 || !budget.take(node.text())) {
                if (depth == 0 || budget.endIsNews()) {
                    kept.add(Evidence.Node.leaf("… and more"));
                }
                break;
            }
            Map<String, String> fields = bound(node.fields(), budget);
            kept.add(new Evidence.Node(node.text(), fields, bound(node.children(), budget, depth - 1)));
        }
        return kept;
    }

    private static Map<String, String> bound(Map<String, String> fields, Budget budget) {
        Map<String, String> kept = new LinkedHashMap<>();
        fields.entrySet().stream().limit(FIELDS).forEach(field -> kept.put(field.getKey(), field.getValue()));
        budget.pay(kept.keySet());
        budget.pay(kept.values());
        return kept;
    }

    private static <T> List<T> first(List<T> list, int limit) {
        return list.size() <= limit ? list : list.subList(0, limit);
    }

    /** How much more of one piece of evidence may be kept. */
    private static final class Budget {
        private int rows = ROWS;
        private int chars = CHARS;
        private boolean endKnown;

        boolean take(String text) {
            return takeAll(List.of(text));
        }

        /** Counts only the part of a text that is read. */
        boolean takeAll(List<String> row) {
            boolean room = rows > 0 && chars > 0;
            rows--;
            pay(row);
            return room;
        }

        void pay(Collection<String> texts) {
            texts.forEach(text -> chars -= Math.min(text.length(), RedactedProbe.READ));
        }

        /** Whether this is the first refusal to keep more. */
        boolean endIsNews() {
            boolean news = !endKnown;
            endKnown = true;
            return news;
        }
    }
}
