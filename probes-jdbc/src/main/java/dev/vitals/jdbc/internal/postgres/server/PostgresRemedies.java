package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.url.ClientProgram;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What to do about a failure, in PostgreSQL's own commands. */
final class PostgresRemedies {
    private PostgresRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        List<Remedy> own = switch (failure.kind()) {
            case REFUSED, STARTING, TIMEOUT ->
                asking("ask the server whether it takes connections", target, "pg_isready -t 3", any -> any);
            case AUTH ->
                asking(
                        "try the same login by hand; the server's log says which rule refused it",
                        target,
                        "psql",
                        psql -> psql.option(" -U {}", target.user())
                                .option(" -d {}", database(target))
                                .words(" -c 'select 1'"));
            case TLS ->
                List.of(Remedy.words("compare 'sslmode' in the URL with the server's 'ssl' setting and pg_hba.conf;"
                        + " a login without a password fails here too"));
            case TOO_MANY_CONNECTIONS -> tooMany(target);
            case NO_DATABASE ->
                asking(
                        "list the databases that exist",
                        target,
                        "psql -l",
                        psql -> psql.option(" -U {}", target.user()));
            case PERMISSION -> List.of(grant(failure, target));
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static Remedy grant(Failure failure, Target target) {
        Remedy grant = Remedy.words("as a superuser or the database's owner, grant the right");
        if (target.user().isEmpty()) {
            return grant;
        }
        Argument user = Argument.identifier(target.user().get());
        return grant.run(
                failure.connecting()
                        ? Command.sql(
                                "GRANT CONNECT ON DATABASE {} TO {}", Argument.identifier(target.database()), user)
                        : Command.sql("GRANT pg_monitor TO {}", user));
    }

    /** The limits of the server, of a role and of a database give the same SQLState. */
    private static List<Remedy> tooMany(Target target) {
        List<Remedy> remedies = new ArrayList<>();
        remedies.add(Remedy.words("see which programs hold the connections")
                .run(Command.sql("SELECT usename, application_name, state, count(*) FROM pg_stat_activity"
                        + " WHERE datid IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC")));
        target.user()
                .ifPresent(user ->
                        remedies.add(Remedy.words("see whether it is the limit of the role or of the database itself")
                                .run(Command.sql(
                                        "SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname = {};"
                                                + " SELECT datname, datconnlimit FROM pg_database WHERE datname = {}",
                                        Argument.literal(user),
                                        Argument.literal(target.database())))));
        return remedies;
    }

    private static Optional<String> database(Target target) {
        return Optional.of(target.database()).filter(name -> !name.isEmpty());
    }

    /** Without a command where the server is not known: any other one would answer for it. */
    private static List<Remedy> asking(
            String words, Target target, String program, UnaryOperator<ClientProgram> options) {
        Remedy remedy = Remedy.words(words);
        return List.of(target.commandHost()
                .map(host -> new ClientProgram(program)
                        .option(" -h {}", Optional.of(host))
                        .option(" -p {}", target.port()))
                .map(client -> remedy.run(options.apply(client).command()))
                .orElse(remedy));
    }
}
