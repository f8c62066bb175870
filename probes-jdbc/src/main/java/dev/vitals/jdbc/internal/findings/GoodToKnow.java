package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.util.ArrayList;
import java.util.List;

/** What is no finding, and what whoever reads the result should know. */
public final class GoodToKnow {
    private static final String TITLE = "good to know";

    private GoodToKnow() {}

    /**
     * Adds notes to a result, all of which stand in one place whoever adds them.
     *
     * @param result the result
     * @param notes a line each; may be empty
     * @return a copy
     */
    public static Result note(Result result, List<String> notes) {
        if (notes.isEmpty()) {
            return result;
        }
        List<Evidence> all = new ArrayList<>(result.evidence());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Evidence.Text text && text.title().equals(TITLE)) {
                all.set(i, new Evidence.Text(TITLE, joined(text.lines(), notes)));
                return result.withEvidence(all);
            }
        }
        return result.evidence(new Evidence.Text(TITLE, notes));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all.stream().distinct().toList();
    }
}
