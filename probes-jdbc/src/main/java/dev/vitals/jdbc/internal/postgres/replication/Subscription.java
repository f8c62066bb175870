package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server has subscribed to, by logical replication.
 *
 * @param name its name; may be shown
 * @param database the one that it writes to; may be shown
 * @param enabled whether it is to receive
 * @param mayHaveStopped whether it is disabled, and is one that the server disables after an error
 * @param working whether its process runs
 * @param heard how long ago the publisher was last heard of; empty when not by this process
 * @param errors how often changes could not be applied; empty before 15
 * @param timeout after how long of silence its process gives up; zero for never
 * @param holders the processes whose locks its own have waited for, and done nothing else, for some seconds; 0 is a
 *     prepared transaction
 */
record Subscription(
        String name,
        String database,
        boolean enabled,
        boolean mayHaveStopped,
        boolean working,
        Optional<Duration> heard,
        Optional<Long> errors,
        Duration timeout,
        List<Integer> holders) {
    private static final int WITH_ERRORS = 15;
    private static final int WITH_HELPERS = 16;
    private static final int WITH_SEQUENCES = 19;

    /** Copies the list. */
    Subscription {
        holders = List.copyOf(holders);
    }

    /** Of every database of the server: a process of its own works for each. On a standby none does. */
    static List<Subscription> read(Session session) throws SQLException {
        return session.list(query(session.majorVersion()), Subscription::row);
    }

    /**
     * Joined by name, since older servers show their numbers to superusers alone. Of one name in several databases all that
     * are enabled must work, and the one that is worst off counts.
     */
    private static String query(int version) {
        boolean counted = version >= WITH_ERRORS;
        return "select " + RawText.of("u.subname") + " as name, " + RawText.of("d.datname") + " as database,"
                + " u.subenabled as enabled, "
                + (counted ? "u.subdisableonerr and not u.subenabled" : "false")
                + " as may_have_stopped, w.pids >= (select count(*) from pg_subscription o"
                + " where o.subname = u.subname and o.subenabled) as working,"
                + " extract(epoch from clock_timestamp() - w.heard) as heard, "
                + (counted ? "e.errors" : "null::bigint") + " as errors,"
                + " extract(epoch from current_setting('wal_receiver_timeout')::interval) as timeout, h.holders"
                + " from pg_subscription u join pg_database d on d.oid = u.subdbid"
                + " cross join lateral (select count(v.pid) as pids, min(nullif(v.last_msg_receipt_time, '-infinity')) as heard"
                + " from pg_stat_subscription v where v.subname = u.subname and v.relid is null"
                + (version >= WITH_HELPERS ? " and v.leader_pid is null) w" : ") w")
                + (counted
                        ? " cross join lateral (select sum(s.apply_error_count + s."
                                + (version >= WITH_SEQUENCES
                                        ? "sync_table_error_count + s.sync_seq_error_count"
                                        : "sync_error_count")
                                + ")::bigint as errors"
                                + " from pg_stat_subscription_stats s where s.subname = u.subname) e"
                        : "")
                + holders(version)
                + " where not pg_is_in_recovery() order by u.subname, u.subdbid limit 100";
    }

    /**
     * Asked only of one that is silent: it reads nothing while it waits for a lock, and the answer is dear. It waits for its
     * helpers too, which are not to blame: one of them waits then for whoever is.
     */
    private static String holders(int version) {
        boolean helped = version >= WITH_HELPERS;
        return " cross join lateral (select coalesce(string_agg(distinct b.pid::text, ' '), '') as holders"
                + " from pg_stat_subscription v join pg_stat_subscription p on p.subid = v.subid and p.relid is null and "
                + (helped ? "v.pid in (p.pid, p.leader_pid)" : "v.pid = p.pid")
                + " cross join unnest(pg_blocking_pids(p.pid)) b (pid)"
                + " where v.subname = u.subname and v.relid is null"
                + " and clock_timestamp() - v.last_msg_receipt_time > interval '5 s'"
                + (helped
                        ? " and not exists (select from pg_stat_subscription o where o.pid = b.pid and o.subid = v.subid)"
                        : "")
                + ") h";
    }

    private static Subscription row(ResultSet row) throws SQLException {
        return new Subscription(
                Columns.name(row, "name"),
                Columns.name(row, "database"),
                row.getBoolean("enabled"),
                row.getBoolean("may_have_stopped"),
                row.getBoolean("working"),
                Columns.age(row, "heard"),
                Columns.number(row, "errors"),
                Columns.age(row, "timeout").orElse(Duration.ZERO),
                Stream.of(row.getString("holders").split(" "))
                        .filter(pid -> !pid.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    String words() {
        return "subscription '" + name + "' of database '" + database + "'";
    }

    /** Whether it hears from its publisher, which gives a sign of life at half the timeout, and goes on. */
    boolean hears() {
        Duration patience = timeout.dividedBy(2).plus(StandbyLag.ANSWER);
        return working
                && holders.isEmpty()
                && heard.filter(age -> timeout.isZero() || age.compareTo(patience) <= 0)
                        .isPresent();
    }
}
