package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.postgres.server.PostgresRemedies;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.text.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How much of a sequence is used.
 *
 * @param name its name with its schema, quoted; hostile but for that
 * @param percent how much is used, of its own range or of its column's type, whichever ends first; empty when hidden, or
 *     when nobody has used it yet
 * @param left how many more values there are
 * @param column the column that it feeds
 * @param total how many sequences there are
 * @param hidden how many of them we may not read
 * @param grant what lets us read them; empty when we may
 */
public record SequenceUse(
        String name,
        Optional<Double> percent,
        long left,
        Optional<Column> column,
        int total,
        int hidden,
        Optional<String> grant) {
    private static final int NAME = 200;

    /**
     * A {@code bigint} sequence may well feed an {@code integer} column, as those of frameworks do, and the column is
     * full long before. Sequences that start over are meant to.
     */
    private static final String QUERY = "with s as (select n.nspname, c.relname, q.seqincrement > 0 as up,"
            + " q.seqtypid <> 'bigint'::regtype as narrow_sequence,"
            + " case when has_sequence_privilege(c.oid, 'select, usage') then pg_sequence_last_value(c.oid) end"
            + "::numeric as last, has_sequence_privilege(c.oid, 'select, usage') as readable,"
            + " q.seqmin::numeric as low, q.seqmax::numeric as high,"
            + " least(q.seqmax, case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647"
            + " end)::numeric as ceiling, greatest(q.seqmin, case a.atttypid when 'int2'::regtype then -32768"
            + " when 'int4'::regtype then -2147483648 end)::numeric as floor,"
            + " tn.nspname as table_schema, t.relname as table_name, a.attname as column_name,"
            + " a.atttypid in ('int2'::regtype, 'int4'::regtype) as narrow_column"
            + " from pg_sequence q join pg_class c on c.oid = q.seqrelid join pg_namespace n on n.oid = c.relnamespace"
            + " left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0"
            + " and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')"
            + " left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
            + " left join pg_class t on t.oid = a.attrelid left join pg_namespace tn on tn.oid = t.relnamespace"
            + " where not q.seqcycle and not pg_is_other_temp_schema(n.oid))"
            + " select *, (case when up then 100 * (last - low) / nullif(ceiling - low, 0)"
            + " else 100 * (high - last) / nullif(high - floor, 0) end)::float8 as percent,"
            + " greatest(0, case when up then ceiling - last else last - floor end) as left,"
            + " count(*) over () as total, count(*) filter (where not readable) over () as hidden,"
            + " (select string_agg(distinct quote_ident(nspname), ', ') from s where not readable) as hidden_in,"
            + " current_user::text as role"
            + " from s order by percent desc nulls last limit 20";

    /** The fullest first. */
    public static List<SequenceUse> read(Session session) throws SQLException {
        return session.list(QUERY, SequenceUse::row);
    }

    private static SequenceUse row(ResultSet row) throws SQLException {
        double percent = row.getDouble("percent");
        boolean known = !row.wasNull();
        return new SequenceUse(
                qualified(row, "nspname", "relname"),
                known ? Optional.of(percent) : Optional.empty(),
                row.getBigDecimal("left") == null
                        ? 0
                        : row.getBigDecimal("left").longValue(),
                row.getString("column_name") == null ? Optional.empty() : Optional.of(Column.read(row)),
                row.getInt("total"),
                row.getInt("hidden"),
                grant(row));
    }

    private static Optional<String> grant(ResultSet row) throws SQLException {
        String schemas = row.getString("hidden_in");
        return schemas == null
                ? Optional.empty()
                : Optional.of("GRANT SELECT ON ALL SEQUENCES IN SCHEMA " + Words.line(schemas, NAME) + " TO "
                        + PostgresRemedies.identifier(row.getString("role")) + ";");
    }

    private static String qualified(ResultSet row, String schema, String name) throws SQLException {
        return PostgresRemedies.identifier(row.getString(schema)) + "."
                + PostgresRemedies.identifier(row.getString(name));
    }

    /**
     * The column that a sequence feeds.
     *
     * @param table its table with the schema, quoted
     * @param name its name, quoted
     * @param narrow whether its type is narrower than {@code bigint}
     * @param narrowSequence whether the sequence's own type is
     */
    record Column(String table, String name, boolean narrow, boolean narrowSequence) {
        private static Column read(ResultSet row) throws SQLException {
            return new Column(
                    qualified(row, "table_schema", "table_name"),
                    PostgresRemedies.identifier(row.getString("column_name")),
                    row.getBoolean("narrow_column"),
                    row.getBoolean("narrow_sequence"));
        }
    }
}
