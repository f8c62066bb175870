package dev.vitals.jdbc.internal.postgres.replication;

/** One statement for both sides of replication and for slots, tried on PostgreSQL 12 and 18. */
final class ReplicationQuery {
    private static final int WITH_WAL_STATUS = 13;
    private static final int WITH_INACTIVE_SINCE = 17;

    /** A standby has no write-ahead log of its own: asking for its place there is an error. */
    private static final String NODE = "with node as materialized (select pg_is_in_recovery() as standby,"
            + " case when pg_is_in_recovery()"
            + " then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"
            + " else pg_current_wal_lsn() end as head,"
            + " case when pg_is_in_recovery()"
            + " then pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::bigint end as unreplayed,"
            + " case when pg_is_in_recovery()"
            + " then extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end as replayed,"
            + " case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end as paused,"
            + " w.pid is not null as receiver,"
            + " extract(epoch from clock_timestamp() - w.last_msg_receipt_time) as silent,"
            + " extract(epoch from current_setting('wal_receiver_timeout')::interval) as receiver_timeout,"
            + " case when current_setting('synchronous_commit') in ('off', 'local') then ''"
            + " else current_setting('synchronous_standby_names') end as synchronous,"
            + " pg_size_bytes(current_setting('max_slot_wal_keep_size', true)) as slot_keep,"
            + " case when not pg_has_role('pg_read_all_stats', 'usage') then current_user::text end as blind_role"
            + " from (select 1) one left join pg_stat_wal_receiver w on true)";

    /** What only copies the log, such as {@code pg_receivewal}, replays nothing. */
    private static final String STANDBYS = "(select 'standby' as kind, r.application_name as name,"
            + " host(r.client_addr) as detail, r.state, r.sync_state as mode,"
            + " pg_wal_lsn_diff(n.head, coalesce(r.replay_lsn, r.flush_lsn, r.write_lsn, r.sent_lsn))::bigint"
            + " as bytes, extract(epoch from clock_timestamp() - r.reply_time) as age, true as active"
            + " from pg_stat_replication r, node n where r.state is distinct from 'backup' order by bytes desc nulls last limit 200)";

    private ReplicationQuery() {}

    static String of(int version) {
        return NODE + " select n.*, o.* from node n left join (" + STANDBYS + " union all " + slots(version)
                + ") o on true";
    }

    private static String slots(int version) {
        String status = version >= WITH_WAL_STATUS ? "s.wal_status" : "null";
        String inactive = version >= WITH_INACTIVE_SINCE
                ? "extract(epoch from clock_timestamp() - s.inactive_since)"
                : "null::numeric";
        return "(select 'slot', s.slot_name, concat_ws(' ', s.slot_type, s.plugin), " + status + ", null,"
                + " pg_wal_lsn_diff(n.head, s.restart_lsn)::bigint as bytes, " + inactive + ", s.active"
                + " from pg_replication_slots s, node n order by bytes desc nulls last limit 200)";
    }
}
