package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.mysql.server.MySqlDialect;
import dev.vitals.jdbc.internal.mysql.server.Server;

/**
 * The query for what clients do, tried on MariaDB 11.4 and MySQL 8.0. {@code performance_schema.processlist} is newer,
 * and empty where that schema is off, which would pass for a calm server.
 */
public final class SessionQuery {
    /** How many sessions are read one by one; all are counted. */
    static final int LIMIT = 1_000;

    /** A statement may be megabytes. */
    private static final int QUERY = 2_000;

    private static final String PROGRAMS = " left join performance_schema.session_connect_attrs a"
            + " on a.processlist_id = p.id and a.attr_name = 'program_name'";

    private static final String TRANSACTIONS =
            " left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id";

    /** What double quotes mean to a session depends on its own mode. MariaDB does not show that of others. */
    private static final String MODE = "case when p.info like '%\"%' then (select v.variable_value"
            + " from performance_schema.threads o join performance_schema.variables_by_thread v"
            + " on v.thread_id = o.thread_id and v.variable_name = 'sql_mode' where o.processlist_id = p.id) end";

    private SessionQuery() {}

    /** Every connection that counts against the limit of its user, replicas among them. */
    static String users(Server server) {
        return server.bounded("select p.user, count(*) as number from information_schema.processlist p"
                + " where p.user not in ('system user', 'event_scheduler') and p.command <> 'Daemon' group by p.user");
    }

    /**
     * Clients, this library's last, without the server's own threads and its replicas.
     *
     * @param transactions whether this account may see InnoDB's transactions; otherwise it sees only its own sessions
     * @param programs whether it may see what programs call themselves
     */
    static String sessions(Server server, boolean transactions, boolean programs) {
        String age = server.isMariaDb() ? "p.time_ms / 1000" : "p.time";
        String transaction = transactions
                ? ", t.trx_state, " + age("t.trx_started") + " as transaction_age, t.trx_rows_modified as rows_written"
                : "";
        String program = programs ? "coalesce(a.attr_value, '')" : "''";
        String mode = programs && !server.isMariaDb() ? MODE : "null";
        return server.bounded("select " + mode + " as sql_mode, p.id, p.id = connection_id() or " + program + " = '"
                + MySqlDialect.APPLICATION
                + "' as ours, p.user, substring_index(p.host, ':', 1) as client, p.db, p.command, " + age
                + " as age, p.state, left(p.info, " + QUERY + ") as statement, " + program + " as program"
                + transaction + " from information_schema.processlist p" + (programs ? PROGRAMS : "")
                + (transactions ? TRANSACTIONS : "")
                + " where p.user not in ('system user', 'event_scheduler')"
                + " and p.command not in ('Binlog Dump', 'Binlog Dump GTID', 'Daemon')"
                + " order by ours, " + (transactions ? "t.trx_started is null, t.trx_started, " : "")
                + "p.time desc limit " + LIMIT);
    }

    /** InnoDB shows times by the server's clock, whatever the session's time zone is. */
    public static String age(String column) {
        return "timestampdiff(second, convert_tz(" + column + ", 'SYSTEM', @@session.time_zone), now())";
    }
}
