package dev.vitals.jdbc.internal.postgres;

/**
 * The one query for both sides of replication and for slots, tried on PostgreSQL 12 and 18. What only one side knows is
 * asked under {@code CASE}, since the functions of the other raise errors there.
 */
final class ReplicationQuery {
    /** How many standbys and how many slots are looked at. */
    static final int LIMIT = 50;

    private ReplicationQuery() {}

    /** One row for the server alone, or one for each standby and each slot with the server's columns repeated. */
    static String of(int version) {
        return "with server as (" + SERVER + "), part as (" + STANDBYS + " union all " + slots(version) + ")"
                + " select s.*, p.* from server s left join part p on true";
    }

    private static final String SERVER = "select pg_is_in_recovery() as recovery,"
            + " case when pg_is_in_recovery()"
            + " then pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) end as unreplayed,"
            + " case when pg_is_in_recovery()"
            + " then extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end as replay_age,"
            + " case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end as paused,"
            + " case when pg_is_in_recovery() then coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"
            + " else pg_current_wal_lsn() end as here,"
            + " (select count(*) from pg_stat_wal_receiver) as receivers,"
            + " (select extract(epoch from clock_timestamp() - last_msg_receipt_time) from pg_stat_wal_receiver limit 1)"
            + " as message_age,"
            + " coalesce((select setting::bigint from pg_settings where name = 'wal_receiver_timeout'), 0) / 1000.0"
            + " as receiver_timeout,"
            + " case when current_setting('synchronous_commit') in ('off', 'local') then ''"
            + " else current_setting('synchronous_standby_names') end as synchronous,"
            + " coalesce((select setting::bigint from pg_settings where name = 'max_slot_wal_keep_size'), -1) as keep_mb,"
            + " case when not pg_has_role('pg_read_all_stats', 'usage') then current_user::text end as blind_role";

    private static final String STANDBYS = "(select 'standby' as kind, r.application_name as name,"
            + " host(r.client_addr) as client, r.state, r.sync_state,"
            + " pg_wal_lsn_diff(s.here, coalesce(r.replay_lsn, r.flush_lsn, r.write_lsn, r.sent_lsn)) as bytes,"
            + " extract(epoch from clock_timestamp() - r.reply_time) as age, true as active, null::bigint as safe"
            + " from pg_stat_replication r, server s where r.state is distinct from 'backup'"
            + " order by bytes desc nulls last limit " + LIMIT + ")";

    private static String slots(int version) {
        String status = version >= 13 ? "l.wal_status" : "null";
        String safe = version >= 13 ? "l.safe_wal_size" : "null::bigint";
        String since = version >= 17 ? "extract(epoch from clock_timestamp() - l.inactive_since)" : "null::numeric";
        return "(select 'slot', l.slot_name, coalesce(l.database, ''), " + status + ", l.slot_type,"
                + " pg_wal_lsn_diff(s.here, l.restart_lsn), " + since + ", l.active, " + safe
                + " from pg_replication_slots l, server s where not l.temporary"
                + " order by pg_wal_lsn_diff(s.here, l.restart_lsn) desc nulls last limit " + LIMIT + ")";
    }
}
