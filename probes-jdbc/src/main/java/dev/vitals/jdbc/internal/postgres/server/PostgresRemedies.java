package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;

/** What to do about a failure, in PostgreSQL's own commands. */
public final class PostgresRemedies {
    private static final String USER = "the application's role";

    private PostgresRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        List<Remedy> own = switch (failure.kind()) {
            case REFUSED, STARTING, TIMEOUT ->
                List.of(Remedy.run("ask the server whether it takes connections", "pg_isready -t 3" + at(target)));
            case AUTH ->
                List.of(Remedy.run(
                        "try the same login by hand; the server's log says which rule refused it", psql(target)));
            case TLS ->
                List.of(Remedy.of("compare 'sslmode' in the URL with the server's 'ssl' setting and "
                        + "pg_hba.conf; a login without a password fails here too"));
            case TOO_MANY_CONNECTIONS -> tooMany(target);
            case NO_DATABASE ->
                List.of(Remedy.run("list the databases that exist", "psql -l" + at(target) + as(target)));
            case PERMISSION -> List.of(Remedy.run("as a superuser or the database's owner", grant(failure, target)));
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static String grant(Failure failure, Target target) {
        String right = failure.connecting() ? "CONNECT ON DATABASE " + identifier(target.database()) : "pg_monitor";
        return "GRANT " + right + " TO " + identifier(target.user().orElse(USER)) + ";";
    }

    /** The server's limit and the role's limit give the same SQLState. */
    private static List<Remedy> tooMany(Target target) {
        return List.of(
                Remedy.run(
                        "see who holds the connections",
                        "SELECT usename, application_name, state, count(*) FROM pg_stat_activity "
                                + "WHERE datid IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC;"),
                Remedy.run(
                        "see whether it is the role's or the database's own limit",
                        "SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname = "
                                + literal(target.user().orElse(USER))
                                + "; SELECT datname, datconnlimit FROM pg_database WHERE datname = "
                                + literal(target.database()) + ";"));
    }

    /** An SQL identifier that needs no knowledge of keywords. */
    public static String identifier(String name) {
        return '"' + Words.line(name, 200).replace("\"", "\"\"") + '"';
    }

    public static String literal(String text) {
        return "'" + Words.line(text, 200).replace("'", "''") + "'";
    }

    private static String psql(Target target) {
        String database = target.database().isEmpty() ? "" : " -d " + Words.shell(target.database());
        return "psql" + at(target) + as(target) + database + " -c 'select 1'";
    }

    private static String at(Target target) {
        String host = target.host().map(name -> " -h " + Words.shell(name)).orElse("");
        return host + target.port().map(number -> " -p " + number).orElse("");
    }

    private static String as(Target target) {
        return target.user().map(name -> " -U " + Words.shell(name)).orElse("");
    }
}
