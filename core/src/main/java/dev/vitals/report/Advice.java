package dev.vitals.report;

import java.util.List;
import java.util.Objects;

/**
 * What a runbook says of a finding, filled with what is known of it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param title the trouble in a few words
 * @param meaning what it means and where it usually comes from
 * @param steps what usually helps, best first; may be empty
 * @param commands commands to run, as they are to be typed; what is not known stands as {@code <name>}; may be empty
 * @param links where to read on; may be empty
 * @param escalation whom to bring in, such as {@code database team, #db-oncall}; may be empty
 * @param own whether the application's own runbook says so, and not only the one that comes with the library
 * @since 0.1.0
 */
public record Advice(
        String title,
        String meaning,
        List<String> steps,
        List<String> commands,
        List<String> links,
        List<String> escalation,
        boolean own) {
    /** Copies the lists. */
    public Advice {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(meaning, "meaning");
        steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
        commands = List.copyOf(Objects.requireNonNull(commands, "commands"));
        links = List.copyOf(Objects.requireNonNull(links, "links"));
        escalation = List.copyOf(Objects.requireNonNull(escalation, "escalation"));
    }
}
