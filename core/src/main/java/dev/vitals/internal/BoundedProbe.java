package dev.vitals.internal;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Cuts an answer to the sizes that {@link Probe} states, visibly, so that a report cannot grow without bound. */
final class BoundedProbe implements Probe {
    static final int SUMMARY_CHARS = 500;
    static final int LINE_CHARS = 1_000;
    static final int OBSERVATIONS = 64;
    static final int EVIDENCE = 16;
    static final int ROWS = 200;
    static final int COLUMNS = 32;
    static final int REMEDIES = 8;
    private static final int DEPTH = 64;

    private static final TextMapper LINES = new TextMapper(text -> cut(text, LINE_CHARS));

    private final Probe delegate;

    BoundedProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        Result result = delegate.check(context);
        return LINES.apply(new Result(
                result.status(),
                result.cause(),
                cut(result.summary(), SUMMARY_CHARS),
                first(result.observations(), OBSERVATIONS),
                bound(result.evidence()),
                first(result.remedies(), REMEDIES)));
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return LINES.apply(bound(delegate.diagnose(context)));
    }

    private static List<Evidence> bound(List<Evidence> evidence) {
        return first(evidence, EVIDENCE).stream().map(BoundedProbe::bound).toList();
    }

    private static Evidence bound(Evidence item) {
        if (item instanceof Evidence.Table table) {
            return bound(table);
        } else if (item instanceof Evidence.Tree tree) {
            return new Evidence.Tree(tree.title(), bound(tree.roots(), new Budget(ROWS), DEPTH));
        }
        List<String> lines = ((Evidence.Text) item).lines();
        return new Evidence.Text(item.title(), cutList(lines, more -> "… and " + more + " more lines"));
    }

    private static Evidence bound(Evidence.Table table) {
        int columns = Math.min(COLUMNS, table.columns().size());
        List<List<String>> rows = first(table.rows(), ROWS).stream()
                .map(row -> first(row, columns))
                .toList();
        int more = table.rows().size() - rows.size();
        String title = more == 0 ? table.title() : table.title() + " (first " + ROWS + ", " + more + " more)";
        return new Evidence.Table(title, first(table.columns(), columns), rows);
    }

    private static List<Evidence.Node> bound(List<Evidence.Node> nodes, Budget budget, int depth) {
        List<Evidence.Node> kept = new ArrayList<>();
        for (Evidence.Node node : nodes) {
            if (depth == 0 || !budget.take()) {
                kept.add(Evidence.Node.leaf("… and more"));
                break;
            }
            kept.add(new Evidence.Node(node.text(), bound(node.children(), budget, depth - 1)));
        }
        return kept;
    }

    private static List<String> cutList(List<String> lines, IntFunction<String> rest) {
        if (lines.size() <= ROWS) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, ROWS));
        kept.add(rest.apply(lines.size() - ROWS));
        return kept;
    }

    private static <T> List<T> first(List<T> list, int limit) {
        return list.size() <= limit ? list : list.subList(0, limit);
    }

    static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }

    /** How many more tree nodes may be kept. */
    private static final class Budget {
        private int left;

        Budget(int left) {
            this.left = left;
        }

        boolean take() {
            return left-- > 0;
        }
    }
}
