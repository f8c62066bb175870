package dev.vitals.endpoint;

import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks to leave out.
 *
 * @param known those that exist
 * @param warnings a word on those that do not
 */
record Exclusion(Set<String> known, List<String> warnings) {
    private static final Exclusion NONE = new Exclusion(Set.of(), List.of());
    private static final int NAMED = 5;

    static Exclusion of(Set<String> asked, ReportSource source) {
        if (asked.isEmpty()) {
            return NONE;
        }
        Set<String> names = source.names();
        Set<String> unknown = new TreeSet<>(asked);
        unknown.removeAll(names);
        Set<String> known = asked.stream().filter(names::contains).collect(Collectors.toUnmodifiableSet());
        return new Exclusion(known, unknown.isEmpty() ? List.of() : List.of(warning(unknown)));
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
