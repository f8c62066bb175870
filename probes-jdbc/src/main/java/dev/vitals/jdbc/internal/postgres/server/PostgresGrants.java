package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;

/** What to grant a role that does not see enough. */
public final class PostgresGrants {
    private static final int NAME = 63;

    private PostgresGrants() {}

    /** That a role does not see what others do. */
    public static Activity.Blindness blindness(String role) {
        return new Activity.Blindness(shown(role), monitor(role));
    }

    /** A role, to be shown. */
    public static String shown(String role) {
        return "role '" + Clean.line(role, NAME) + "'";
    }

    /** What lets a role see what sessions do. */
    public static Remedy monitor(String role) {
        return monitor(role, "let this role see what sessions do");
    }

    /** The same grant for another reason, in our own words. */
    public static Remedy monitor(String role, String why) {
        return Remedy.words(why).run(Command.sql("GRANT pg_monitor TO {}", Argument.identifier(role)));
    }
}
