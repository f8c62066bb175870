package dev.vitals.incident;

import java.util.Locale;

/**
 * The documents that an incident needs in its course.
 *
 * @since 0.1.0
 */
public enum IncidentDocument {
    /** That there is an incident, for the team. */
    DECLARATION,
    /** How it stands, for the team. */
    UPDATE,
    /** How it stands, for the public: no cause, no names of checks, nothing from inside. */
    STATUS_PAGE,
    /** That it is over, for the team. */
    RESOLUTION,
    /** What is known of it and, clearly marked, what only people know. */
    POST_MORTEM;

    /** The name in URLs, and of the built-in template. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
