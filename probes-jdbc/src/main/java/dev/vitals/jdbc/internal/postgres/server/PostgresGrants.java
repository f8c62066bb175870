package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;

/** What to grant a role that does not see enough. */
public final class PostgresGrants {
    private PostgresGrants() {}

    public static Activity.Blindness blindness(String role) {
        return new Activity.Blindness("role '" + Words.line(role, 63) + "'", monitor(role));
    }

    public static Remedy monitor(String role) {
        return monitor(role, "let this role see what sessions do");
    }

    public static Remedy monitor(String role, String why) {
        return Remedy.run(why, "GRANT pg_monitor TO " + PostgresRemedies.identifier(role) + ";");
    }
}
