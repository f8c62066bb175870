package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies one function to every free text of a result: the one place that knows where texts are. Recursive. */
record TextMapper(UnaryOperator<String> text) {
    Result apply(Result result) {
        return new Result(
                result.status(),
                result.cause(),
                text.apply(result.summary()),
                result.observations().stream().map(this::observation).toList(),
                apply(result.evidence()),
                result.remedies().stream().map(this::remedy).toList());
    }

    List<Evidence> apply(List<Evidence> evidence) {
        return evidence.stream().map(this::evidence).toList();
    }

    private Observation observation(Observation seen) {
        String name = text.apply(seen.name());
        return new Observation(name, seen.value(), text.apply(seen.unit()), seen.warn(), seen.fail());
    }

    private Remedy remedy(Remedy remedy) {
        return new Remedy(text.apply(remedy.advice()), remedy.command().map(text));
    }

    private Evidence evidence(Evidence item) {
        String title = text.apply(item.title());
        if (item instanceof Evidence.Table table) {
            return new Evidence.Table(
                    title,
                    all(table.columns()),
                    table.rows().stream().map(this::all).toList());
        } else if (item instanceof Evidence.Tree tree) {
            return new Evidence.Tree(title, nodes(tree.roots()));
        }
        return new Evidence.Text(title, all(((Evidence.Text) item).lines()));
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(text).toList();
    }

    private List<Evidence.Node> nodes(List<Evidence.Node> nodes) {
        return nodes.stream()
                .map(node -> new Evidence.Node(text.apply(node.text()), nodes(node.children())))
                .toList();
    }
}
