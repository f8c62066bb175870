package dev.vitals.endpoint;

import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks to leave out.
 *
 * @param known those that exist
 * @param warnings a word on those that do not, and on what else is odd about the request
 */
record Exclusion(Set<String> known, List<String> warnings) {
    static final Exclusion NONE = new Exclusion(Set.of(), List.of());
    private static final int NAMED = 5;

    /** Splits the checks to leave out. */
    static Exclusion of(Question question, ReportSource source) {
        Set<String> asked = question.exclude();
        if (asked.isEmpty()) {
            return question.warnings().isEmpty() ? NONE : new Exclusion(Set.of(), question.warnings());
        }
        Set<String> names = source.names();
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(names);
        Set<String> known = asked.stream().filter(names::contains).collect(Collectors.toUnmodifiableSet());
        List<String> warnings = new ArrayList<>(question.warnings());
        if (!unknown.isEmpty()) {
            warnings.add(warning(unknown));
        }
        return new Exclusion(known, warnings);
    }

    /** Whether there is nothing to warn of, so that the answer may be kept. */
    boolean isClean() {
        return warnings.isEmpty();
    }

    /** Returns the selection of a group, or of everything if it is empty, without the known checks. */
    Selection selection(String group) {
        Selection all = group.isEmpty() ? Selection.ALL : Selection.group(group);
        return known.isEmpty() ? all : all.without(known);
    }

    private static String warning(Set<String> unknown) {
        String shown = unknown.stream().limit(NAMED).map(Query::shown).collect(Collectors.joining("', '", "'", "'"));
        String more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
        return "cannot be excluded, since there is no such check: " + shown + more;
    }
}
