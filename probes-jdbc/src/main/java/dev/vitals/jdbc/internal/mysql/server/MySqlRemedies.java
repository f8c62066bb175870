package dev.vitals.jdbc.internal.mysql.server;

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
import java.util.function.Function;

/** What to do about a failure, in the commands of MySQL and MariaDB. */
final class MySqlRemedies {
    private MySqlRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        List<Remedy> own = switch (failure.kind()) {
            case REFUSED, STARTING, TIMEOUT ->
                List.of(Remedy.words("ask the server whether it is alive")
                        .run(at(target, "mysqladmin").words(" ping").command()));
            case AUTH -> refused(target);
            case TLS ->
                List.of(Remedy.words("compare 'sslMode' in the URL with what the server has")
                        .run(Command.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('have_ssl',"
                                + " 'require_secure_transport', 'tls_version')")));
            case TOO_MANY_CONNECTIONS -> tooMany(target);
            case NO_DATABASE ->
                List.of(Remedy.words("list the databases that exist").run(client(target, " -p -e 'SHOW DATABASES'")));
            case READ_ONLY ->
                List.of(Remedy.words("see whether it is a replica or was made read-only")
                        .run(Command.sql("SHOW GLOBAL VARIABLES LIKE '%read_only'")));
            case PERMISSION -> failure.connecting() ? List.of(grant(target)) : List.of();
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static List<Remedy> refused(Target target) {
        return List.of(
                Remedy.words("try the same login by hand from this host")
                        .run(client(target, " -p -e 'SELECT CURRENT_USER()'")),
                forUser(
                        "see from which hosts the user may come, as an administrator; error 1129 means that this host"
                                + " is blocked, see FLUSH HOSTS",
                        target,
                        user -> Command.sql("SELECT user, host FROM mysql.user WHERE user = {}", user)));
    }

    private static Remedy grant(Target target) {
        return forUser(
                "let the user into the database, as an administrator, with the account's own host instead of % if it"
                        + " has one",
                target,
                user -> Command.sql(
                        "GRANT SELECT ON {}.* TO {}@'%'", Argument.mysqlIdentifier(target.database()), user));
    }

    /** The numbers 1040, 1203 and 1226 say whose limit it is. */
    private static List<Remedy> tooMany(Target target) {
        return List.of(
                Remedy.words("see which users hold the connections; the server keeps one for an administrator")
                        .run(Command.sql("SELECT user, substring_index(host, ':', 1) AS client, command, count(*) FROM"
                                + " information_schema.processlist GROUP BY 1, 2, 3 ORDER BY 4 DESC")),
                forUser(
                        "see whether it is the server's or the user's own limit",
                        target,
                        user -> Command.sql(
                                "SELECT @@global.max_connections, @@global.max_user_connections; SELECT user, host,"
                                        + " max_user_connections FROM mysql.user WHERE user = {}",
                                user)));
    }

    private static Command client(Target target, String statement) {
        return at(target, "mysql")
                .option(" -u {}", target.user())
                .words(statement)
                .command();
    }

    private static ClientProgram at(Target target, String program) {
        return new ClientProgram(program).option(" -h {}", target.host()).option(" -P {}", target.port());
    }

    /** Without a command where the user is not known. */
    private static Remedy forUser(String words, Target target, Function<Argument, Command> command) {
        Optional<Command> known = target.user().map(Argument::mysqlLiteral).map(command);
        return known.map(Remedy.words(words)::run).orElseGet(() -> Remedy.words(words));
    }
}
