package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;

/** What to do about a failure, in the commands of MySQL and MariaDB. */
public final class MySqlRemedies {
    private static final String USER = "the application's user";
    private static final int NAME = 200;

    private MySqlRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        List<Remedy> own = switch (failure.kind()) {
            case REFUSED, STARTING, TIMEOUT ->
                List.of(Remedy.run("ask the server whether it is alive", "mysqladmin ping" + at(target)));
            case AUTH -> refused(target);
            case TLS ->
                List.of(Remedy.run(
                        "compare 'sslMode' in the URL with what the server has",
                        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('have_ssl', 'require_secure_transport',"
                                + " 'tls_version');"));
            case TOO_MANY_CONNECTIONS -> tooMany(target);
            case NO_DATABASE ->
                List.of(Remedy.run(
                        "list the databases that exist",
                        "mysql" + at(target) + as(target) + " -p -e 'SHOW DATABASES'"));
            case READ_ONLY ->
                List.of(Remedy.run(
                        "see whether it is a replica or was set so", "SHOW GLOBAL VARIABLES LIKE '%read_only';"));
            case PERMISSION -> failure.connecting() ? List.of(grant(target)) : List.of();
            default -> List.of();
        };
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.addAll(own);
        return all;
    }

    private static List<Remedy> refused(Target target) {
        return List.of(
                Remedy.run(
                        "try the same login by hand from this host",
                        "mysql" + at(target) + as(target) + " -p -e 'SELECT CURRENT_USER()'"),
                Remedy.run(
                        "see from which hosts the user may come, as an administrator; error 1129 means that this host"
                                + " is blocked, see FLUSH HOSTS",
                        "SELECT user, host FROM mysql.user WHERE user = "
                                + literal(target.user().orElse(USER)) + ";"));
    }

    private static Remedy grant(Target target) {
        return Remedy.run(
                "as an administrator, with the account's own host instead of % if it has one",
                "GRANT SELECT ON " + identifier(target.database()) + ".* TO "
                        + literal(target.user().orElse(USER)) + "@'%';");
    }

    /** The numbers 1040, 1203 and 1226 tell whose limit it is. */
    private static List<Remedy> tooMany(Target target) {
        return List.of(
                Remedy.run(
                        "see who holds the connections; the server keeps one for an administrator",
                        "SELECT user, substring_index(host, ':', 1) AS client, command, count(*) FROM"
                                + " information_schema.processlist GROUP BY 1, 2, 3 ORDER BY 4 DESC;"),
                Remedy.run(
                        "see whether it is the server's or the user's own limit",
                        "SELECT @@global.max_connections, @@global.max_user_connections; SELECT user, host,"
                                + " max_user_connections FROM mysql.user WHERE user = "
                                + literal(target.user().orElse(USER)) + ";"));
    }

    static String identifier(String name) {
        return "`" + Words.line(name, NAME).replace("`", "``") + "`";
    }

    /** A backslash is an escape unless the SQL mode says otherwise; doubled it cannot end the string in any mode. */
    public static String literal(String text) {
        return "'" + Words.line(text, NAME).replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The account {@code user@host} as a statement has it. */
    public static String account(String userAtHost) {
        int at = userAtHost.lastIndexOf('@');
        return at < 0
                ? literal(userAtHost)
                : literal(userAtHost.substring(0, at)) + "@" + literal(userAtHost.substring(at + 1));
    }

    private static String at(Target target) {
        String host = target.host().map(name -> " -h " + Words.shell(name)).orElse("");
        return host + target.port().map(number -> " -P " + number).orElse("");
    }

    private static String as(Target target) {
        return target.user().map(name -> " -u " + Words.shell(name)).orElse("");
    }
}
