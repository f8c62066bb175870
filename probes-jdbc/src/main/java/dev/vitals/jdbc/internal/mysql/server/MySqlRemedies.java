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
import java.util.function.UnaryOperator;

/** What to do about a failure, in the commands of MySQL and MariaDB. */
final class MySqlRemedies {
    /** The server keeps a hash of each password it has seen, until it is restarted or the password changes. */
    private static final List<Remedy> KEY = List.of(
            Remedy.words(
                    "encrypt the connection, with sslMode=VERIFY_IDENTITY in the URL: without that, the server takes a"
                            + " password it has not seen since its start only encrypted by its public key"),
            Remedy.words("on a trusted network, let the driver ask the server for that key, with"
                    + " allowPublicKeyRetrieval=true in the URL"));

    private MySqlRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        List<Remedy> own = switch (failure.kind()) {
            case REFUSED, STARTING, TIMEOUT ->
                List.of(asking(
                        "ask the server whether it is alive", target, "mysqladmin", admin -> admin.words(" ping")));
            case AUTH -> MySqlFailures.needsPublicKey(failure.message()) ? KEY : refused(target);
            case TLS ->
                List.of(Remedy.words("compare 'sslMode' in the URL with what the server has")
                        .run(Command.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('have_ssl',"
                                + " 'require_secure_transport', 'tls_version')")));
            case TOO_MANY_CONNECTIONS, USER_LIMIT -> tooMany(target);
            case ACCOUNT_LOCKED -> List.of(unlock(target));
            case HOST_REFUSED -> List.of(hosts(target));
            case NO_LOGINS ->
                List.of(Remedy.words("as an administrator, see whether the server is in offline mode")
                        .run(Command.sql("SHOW GLOBAL VARIABLES LIKE 'offline_mode'")));
            case QUOTA -> List.of(allowance(target));
            case NO_DATABASE -> List.of(client("list the databases that exist", target, " -p -e 'SHOW DATABASES'"));
            case READ_ONLY ->
                List.of(Remedy.words("see whether it is a replica or was made read-only")
                        .run(Command.sql("SHOW GLOBAL VARIABLES LIKE '%read_only'")));
            case NO_ACCESS -> List.of(grant(target));
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(own.equals(KEY) ? List.of() : StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static List<Remedy> refused(Target target) {
        return List.of(
                client("try the same login by hand from this host", target, " -p -e 'SELECT CURRENT_USER()'"),
                forUser(
                        "see, as an administrator, from which hosts the user may come, and whether only encrypted: both"
                                + " are refused in the words of a wrong password",
                        target,
                        user -> Command.sql("SELECT user, host, ssl_type FROM mysql.user WHERE user = {}", user)));
    }

    private static Remedy unlock(Target target) {
        return forUser(
                "unlock the account, as an administrator, with its own host instead of % if it has one; MariaDB forgets"
                        + " wrong passwords with FLUSH PRIVILEGES",
                target, user -> Command.sql("ALTER USER {}@'%' ACCOUNT UNLOCK", user));
    }

    private static Remedy hosts(Target target) {
        return forUser(
                "see, as an administrator, from which hosts the user may come; a host that failed connections have"
                        + " blocked is let in again by FLUSH HOSTS, or by emptying performance_schema.host_cache",
                target,
                user -> Command.sql("SELECT user, host FROM mysql.user WHERE user = {}", user));
    }

    private static Remedy allowance(Target target) {
        return forUser(
                "see what the account may do in an hour",
                target,
                user -> Command.sql(
                        "SELECT user, host, max_questions, max_updates, max_connections FROM mysql.user WHERE user = {}",
                        user));
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

    private static Remedy client(String words, Target target, String statement) {
        return asking(
                words,
                target,
                "mysql",
                mysql -> mysql.option(" -u {}", target.user()).words(statement));
    }

    /**
     * Without a command where the server is not known: any other one would answer for it. For {@code localhost} the programs
     * would take a socket, whatever port they are given.
     */
    private static Remedy asking(String words, Target target, String program, UnaryOperator<ClientProgram> options) {
        Remedy remedy = Remedy.words(words);
        return target.commandHost()
                .map(host -> new ClientProgram(program)
                        .option(host.equals("localhost") ? " --protocol=tcp -h {}" : " -h {}", Optional.of(host))
                        .option(" -P {}", target.port()))
                .map(client -> remedy.run(options.apply(client).command()))
                .orElse(remedy);
    }

    /** Without a command where the user is not known. */
    private static Remedy forUser(String words, Target target, Function<Argument, Command> command) {
        Optional<Command> known = target.user().map(Argument::mysqlLiteral).map(command);
        return known.map(Remedy.words(words)::run).orElseGet(() -> Remedy.words(words));
    }
}
