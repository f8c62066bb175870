package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import dev.vitals.redaction.KeyLines;
import dev.vitals.redaction.SecretNames;
import dev.vitals.redaction.StandardRedactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Applies one function to every free text of a result: the one place that knows where texts are. Recursive. */
record TextMapper(UnaryOperator<String> text) {
    private static final int LONGEST_NAME = 200;

    Result apply(Result result) {
        String summary = text.apply(result.summary());
        boolean bare = result.subjects().isEmpty()
                && result.observations().isEmpty()
                && result.evidence().isEmpty()
                && result.remedies().isEmpty();
        if (bare) {
            return summary.equals(result.summary()) ? result : result.withSummary(summary);
        }
        return result.withSummary(summary)
                .withSubjects(result.subjects().stream().map(this::subject).toList())
                .withObservations(
                        result.observations().stream().map(this::observation).toList())
                .withEvidence(apply(result.evidence()))
                .withRemedies(result.remedies().stream()
                        .map(remedy -> remedy.redacted(text))
                        .toList());
    }

    List<Evidence> apply(List<Evidence> evidence) {
        return evidence.stream().map(this::evidence).toList();
    }

    private Subject subject(Subject subject) {
        return new Subject(subject.kind(), text.apply(subject.id()));
    }

    private Observation observation(Observation seen) {
        return new Observation(text.apply(seen.name()), seen.value(), seen.unit(), seen.threshold());
    }

    private Evidence evidence(Evidence item) {
        String title = text.apply(item.title());
        if (item instanceof Evidence.Table table) {
            return table(title, table);
        } else if (item instanceof Evidence.Tree tree) {
            return new Evidence.Tree(title, nodes(tree.roots()));
        }
        KeyLines lines = new KeyLines(text, key -> StandardRedactor.MASK);
        return new Evidence.Text(
                title, ((Evidence.Text) item).lines().stream().map(lines::next).toList());
    }

    private Evidence table(String title, Evidence.Table table) {
        List<Boolean> secret =
                table.columns().stream().map(TextMapper::isSecret).toList();
        return new Evidence.Table(
                title,
                all(table.columns()),
                table.rows().stream()
                        .map(row -> row(row, table.columns(), secret))
                        .toList());
    }

    private List<String> row(List<String> cells, List<String> columns, List<Boolean> secret) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            changed.add(value(secret.get(i), columns.get(i), cells.get(i)));
        }
        return changed;
    }

    /** A value stands apart from its name here, so the text alone does not show that it is secret. */
    private String value(boolean secret, String name, String value) {
        boolean mask = secret && !SecretNames.isHarmless(name, value);
        return mask ? StandardRedactor.MASK : text.apply(value);
    }

    private static boolean isSecret(String name) {
        return name.length() <= LONGEST_NAME && SecretNames.isSecret(name);
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(text).toList();
    }

    private List<Evidence.Node> nodes(List<Evidence.Node> nodes) {
        return nodes.stream()
                .map(node -> new Evidence.Node(text.apply(node.text()), fields(node.fields()), nodes(node.children())))
                .toList();
    }

    private Map<String, String> fields(Map<String, String> fields) {
        Map<String, String> changed = new LinkedHashMap<>();
        fields.forEach((name, value) -> changed.put(text.apply(name), value(isSecret(name), name, value)));
        return changed;
    }
}
