package dev.vitals.jdbc.internal.session;

import dev.vitals.probe.Remedy;
import java.util.List;

/**
 * Why a database takes no writes.
 *
 * @param why what makes it refuse, to follow its name; empty when the product does not say
 * @param remedies what to do about that, best first; none leaves it to what is known of such a failure
 */
public record WritesRefused(String why, List<Remedy> remedies) {
    /** Copies the list. */
    public WritesRefused {
        remedies = List.copyOf(remedies);
    }
}
