package dev.vitals.report;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which checks a report shows.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param group the group whose checks are wanted; empty for all checks
 * @param excluded the names of checks to leave out; a name that no check has is ignored
 * @since 0.1.0
 */
public record Selection(Optional<String> group, Set<String> excluded) {
    /** Every check. */
    public static final Selection ALL = new Selection(Optional.empty(), Set.of());

    /** Copies the set. */
    public Selection {
        Objects.requireNonNull(group, "group");
        excluded = Set.copyOf(Objects.requireNonNull(excluded, "excluded"));
    }

    /**
     * Returns the selection of one group.
     *
     * @param group the group's name
     * @return the selection
     */
    public static Selection group(String group) {
        return new Selection(Optional.of(Objects.requireNonNull(group, "group")), Set.of());
    }

    /**
     * Returns this selection without some checks.
     *
     * @param names the checks to leave out as well
     * @return a copy
     */
    public Selection without(Set<String> names) {
        Set<String> all = new HashSet<>(excluded);
        all.addAll(Objects.requireNonNull(names, "names"));
        return new Selection(group, all);
    }

    // Both by hand: those of a record are linked when first called, which takes longer than all else in a first report.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection selection
                && group.equals(selection.group)
                && excluded.equals(selection.excluded);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + excluded.hashCode();
    }
}
