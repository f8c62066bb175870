package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ActivityCauses;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;

/** What to grant a role that does not see enough. */
public final class PostgresGrants {
    /** That sessions run with {@code track_activities = off}. */
    public static final Activity.Blindness NOT_REPORTED = new Activity.Blindness(
            ActivityCauses.NOT_REPORTED,
            "not reported by the server: track_activities is off",
            Remedy.words("let the server report what sessions do, where a role or database has the setting of its own"
                            + " too, and reload it with SELECT pg_reload_conf()")
                    .run(Command.sql("ALTER SYSTEM SET track_activities = on")));

    private static final int NAME = 63;

    private PostgresGrants() {}

    /** That a role does not see what others do. */
    public static Activity.Blindness blindness(String role) {
        return Activity.Blindness.of(shown(role), monitor(role));
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
