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
            case REFUSED, STARTING -> ready(target);
            case TIMEOUT -> failure.connecting() ? silent(target) : ready(target);
            case AUTH -> refused(target);
            case ACCOUNT_LOCKED -> locked(target);
            case HOST_REFUSED ->
                List.of(Remedy.words(
                                "read the access rules on the server, of which the first that fits decides; after a"
                                        + " change: SELECT pg_reload_conf()")
                        .run(Command.sql(
                                "SELECT line_number, type, database, user_name, address, auth_method, error FROM"
                                        + " pg_hba_file_rules ORDER BY line_number")));
            case NO_LOGINS -> opened(target);
            case SETTING_REFUSED ->
                List.of(
                        Remedy.words("see what is set for each role and database")
                                .run(
                                        Command.sql(
                                                "SELECT d.datname, r.rolname, s.setconfig FROM pg_db_role_setting s LEFT JOIN"
                                                        + " pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_roles r ON r.oid = s.setrole")));
            case TLS ->
                List.of(Remedy.words("compare 'sslmode' in the URL with the server's 'ssl' setting and pg_hba.conf;"
                        + " a login without a password fails here too"));
            case TOO_MANY_CONNECTIONS, USER_LIMIT, DATABASE_LIMIT -> tooMany(target);
            case NO_DATABASE ->
                asking(
                        "list the databases that exist",
                        target,
                        "psql -l",
                        psql -> psql.option(" -U {}", target.user()));
            case NO_ACCESS -> List.of(connect(target));
            case PERMISSION -> List.of(grant(target));
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static List<Remedy> ready(Target target) {
        return asking("ask the server whether it takes connections", target, "pg_isready -t 3", any -> any);
    }

    /** The question has to do without names: whoever looks one up waits as well. */
    private static List<Remedy> silent(Target target) {
        List<Remedy> all = new ArrayList<>(ready(target));
        all.add(Remedy.words(
                        "if it does, a lock on a system catalogue such as pg_class may keep every login waiting: find"
                                + " and end its holder from a session that is still open")
                .run(Command.sql("SELECT pid, relation FROM pg_locks WHERE granted AND mode = 'AccessExclusiveLock'"
                        + " AND relation < 16384")));
        return all;
    }

    private static Remedy connect(Target target) {
        Remedy grant = Remedy.words("as a superuser or the database's owner, grant the right");
        return target.user()
                .map(user -> grant.run(Command.sql(
                        "GRANT CONNECT ON DATABASE {} TO {}",
                        Argument.identifier(target.database()),
                        Argument.identifier(user))))
                .orElse(grant);
    }

    private static Remedy grant(Target target) {
        Remedy grant = Remedy.words("as a superuser, grant the right; if the role has it already, SELECT on what the"
                + " evidence names was revoked: grant that again");
        return target.user()
                .map(user -> grant.run(Command.sql("GRANT pg_monitor TO {}", Argument.identifier(user))))
                .orElse(grant);
    }

    private static List<Remedy> refused(Target target) {
        List<Remedy> remedies = new ArrayList<>(asking(
                "try the same login by hand; the server's log says which rule refused it",
                target,
                "psql",
                psql -> psql.option(" -U {}", target.user())
                        .option(" -d {}", database(target))
                        .words(" -c 'select 1'")));
        role("see whether the password has expired, which is refused in the words of a wrong one", target)
                .ifPresent(remedies::add);
        return remedies;
    }

    private static List<Remedy> locked(Target target) {
        List<Remedy> remedies = new ArrayList<>();
        role("see whether the role exists, and whether it may log in", target).ifPresent(remedies::add);
        target.user()
                .ifPresent(user -> remedies.add(Remedy.words("if it exists, let it log in")
                        .run(Command.sql("ALTER ROLE {} LOGIN", Argument.identifier(user)))));
        return remedies;
    }

    private static Optional<Remedy> role(String words, Target target) {
        return target.user()
                .map(user -> Remedy.words(words)
                        .run(Command.sql(
                                "SELECT rolname, rolcanlogin, rolvaliduntil FROM pg_roles WHERE rolname = {}",
                                Argument.literal(user))));
    }

    private static List<Remedy> opened(Target target) {
        return database(target).stream()
                .map(name -> Remedy.words(
                                "let logins in again, as a superuser in another database; one whose removal was"
                                        + " interrupted can only be dropped")
                        .run(Command.sql("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true", Argument.identifier(name))))
                .toList();
    }

    /** Of the server, a role or a database. */
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
