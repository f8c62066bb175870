package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;

/** What to grant a role that does not see enough. */
final class PostgresGrants {
    private PostgresGrants() {}

    static Activity.Blindness blindness(String role) {
        return new Activity.Blindness("role '" + Words.line(role, 63) + "'", monitor(role));
    }

    static Remedy monitor(String role) {
        return monitor(role, "let this role see what sessions do");
    }

    static Remedy monitor(String role, String why) {
        return Remedy.run(why, "GRANT pg_monitor TO " + PostgresRemedies.identifier(role) + ";");
    }
}
