package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether dead rows are removed without anybody seeing to it.
 *
 * @param off whether the server does not do so at all
 * @param overdue tables it leaves alone that have come to harm, the worst first
 */
record Vacuum(boolean off, List<Table> overdue) {
    private static final int NAME = 200;

    /**
     * Whoever runs VACUUM every night leaves autovacuum off with good reason, so that alone is no finding. A table with more
     * dead rows than live ones has come to harm: it is at least twice as large as it need be, and each scan as slow. The
     * number keeps small tables out, which autovacuum would visit for less and nobody would notice.
     */
    private static final String QUERY = "select not current_setting('autovacuum')::boolean as off, t.*"
            + " from (select 1) one left join (select " + RawText.of("n.nspname") + " as schema, "
            + RawText.of("c.relname") + " as name, s.n_live_tup as live, s.n_dead_tup as dead, o.own"
            + " from pg_stat_user_tables s join pg_class c on c.oid = s.relid join pg_namespace n on n.oid = c.relnamespace"
            + " cross join lateral (select exists (select from unnest(c.reloptions) r"
            + " where r ~* '^autovacuum_enabled=(f|of|n|0)') as own) o"
            + " where s.n_dead_tup >= 100000 and s.n_dead_tup > s.n_live_tup"
            + " and (o.own or not current_setting('autovacuum')::boolean)"
            + " order by s.n_dead_tup desc limit 5) t on true";

    /** Copies the list. */
    Vacuum {
        overdue = List.copyOf(overdue);
    }

    static Vacuum read(Session session) throws SQLException {
        List<Row> rows = session.list(QUERY, Vacuum::row);
        return new Vacuum(
                rows.stream().anyMatch(Row::off),
                rows.stream().flatMap(row -> row.table().stream()).toList());
    }

    Optional<Finding> finding() {
        return overdue.stream().findFirst().map(table -> {
            Remedy vacuum = Remedy.words("remove the dead rows now, as the table's owner")
                    .run(Command.sql(
                            "VACUUM (ANALYZE) {}.{}",
                            Argument.identifier(table.schema()),
                            Argument.identifier(table.name())));
            return new Finding(
                    Status.DEGRADED,
                    StorageCauses.VACUUM_OFF,
                    String.format(
                            Locale.ROOT,
                            "table %s has %,d dead rows beside %,d live ones, and autovacuum is off for %s",
                            Clean.line(table.schema() + "." + table.name(), NAME),
                            table.dead(),
                            table.live(),
                            off ? "the whole server" : "it"),
                    List.of(vacuum, on(table)));
        });
    }

    /** What is wrong and hurts nobody yet. */
    List<String> notes() {
        return off && overdue.isEmpty()
                ? List.of(
                        "autovacuum is off on this server: dead rows stay, and statistics of tables get old, until somebody"
                                + " runs VACUUM")
                : List.of();
    }

    private Remedy on(Table table) {
        return off
                ? Remedy.words("let the server do so, and reload it with SELECT pg_reload_conf()")
                        .run(Command.sql("ALTER SYSTEM SET autovacuum = on"))
                : Remedy.words("let the server do so, unless something else does")
                        .run(Command.sql(
                                "ALTER TABLE {}.{} RESET (autovacuum_enabled)",
                                Argument.identifier(table.schema()),
                                Argument.identifier(table.name())));
    }

    private static Row row(ResultSet row) throws SQLException {
        Optional<String> name = Columns.text(row, "name");
        long live = row.getLong("live");
        long dead = row.getLong("dead");
        String schema = Columns.exact(row, "schema");
        return new Row(row.getBoolean("off"), name.map(one -> new Table(schema, one, live, dead)));
    }

    /**
     * A table.
     *
     * @param schema its exact schema; hostile
     * @param name its exact name; hostile
     * @param live how many rows it has, as far as the server has counted
     * @param dead how many rows that nobody sees any more
     */
    record Table(String schema, String name, long live, long dead) {}

    private record Row(boolean off, Optional<Table> table) {}
}
