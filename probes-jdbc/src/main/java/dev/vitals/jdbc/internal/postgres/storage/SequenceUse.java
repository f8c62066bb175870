package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Argument;
import dev.vitals.text.Clean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How much of a sequence is used.
 *
 * @param name which one
 * @param used how much is used, of its own range or of its column's type, whichever ends first; empty when hidden, or when
 *     it has not been used yet
 * @param left how many more values there are
 * @param column the column that it feeds
 * @param total how many sequences there are
 * @param hidden those of them that we may not read
 */
public record SequenceUse(
        QualifiedName name, Optional<Double> used, long left, Optional<Column> column, int total, Hidden hidden) {
    /**
     * A {@code bigint} sequence may well feed an {@code integer} column, as those of frameworks do, and the column is
     * full long before. Sequences that start over are meant to.
     */
    private static final String QUERY = "with s as (select " + RawText.of("n.nspname") + " as nspname, "
            + RawText.of("c.relname") + " as relname, q.seqincrement > 0 as up,"
            + " q.seqtypid <> 'bigint'::regtype as narrow_sequence,"
            + " case when has_sequence_privilege(c.oid, 'select, usage') then pg_sequence_last_value(c.oid) end"
            + "::numeric as last, has_sequence_privilege(c.oid, 'select, usage') as readable,"
            + " q.seqmin::numeric as low, q.seqmax::numeric as high,"
            + " least(q.seqmax, case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647"
            + " end)::numeric as ceiling, greatest(q.seqmin, case a.atttypid when 'int2'::regtype then -32768"
            + " when 'int4'::regtype then -2147483648 end)::numeric as floor,"
            + " " + RawText.of("tn.nspname") + " as table_schema, " + RawText.of("t.relname") + " as table_name, "
            + RawText.of("a.attname") + " as column_name,"
            + " a.atttypid in ('int2'::regtype, 'int4'::regtype) as narrow_column"
            + " from pg_sequence q join pg_class c on c.oid = q.seqrelid join pg_namespace n on n.oid = c.relnamespace"
            + " left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0"
            + " and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')"
            + " left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
            + " left join pg_class t on t.oid = a.attrelid left join pg_namespace tn on tn.oid = t.relnamespace"
            + " where not q.seqcycle and not pg_is_other_temp_schema(n.oid))"
            + " select *, (case when up then (last - low) / nullif(ceiling - low, 0)"
            + " else (high - last) / nullif(high - floor, 0) end)::float8 as used,"
            + " greatest(0, case when up then ceiling - last else last - floor end) as left,"
            + " count(*) over () as total, count(*) filter (where not readable) over () as hidden,"
            + " array(select distinct encode(nspname, 'hex') from s where not readable order by 1) as hidden_in,"
            + " current_user::text as role"
            + " from s order by used desc nulls last limit 20";

    /** The fullest first. */
    public static List<SequenceUse> read(Session session) throws SQLException {
        return session.list(QUERY, SequenceUse::row);
    }

    private static SequenceUse row(ResultSet row) throws SQLException {
        double used = row.getDouble("used");
        boolean known = !row.wasNull();
        BigDecimal left = row.getBigDecimal("left");
        return new SequenceUse(
                QualifiedName.read(row, "nspname", "relname"),
                known ? Optional.of(used) : Optional.empty(),
                left == null ? 0 : left.longValue(),
                Columns.text(row, "column_name").isEmpty() ? Optional.empty() : Optional.of(Column.read(row)),
                row.getInt("total"),
                Hidden.read(row));
    }

    /**
     * The exact name of a table or sequence. Hostile.
     *
     * @param schema the schema
     * @param name the name in it
     */
    record QualifiedName(String schema, String name) {
        private static QualifiedName read(ResultSet row, String schema, String name) throws SQLException {
            return new QualifiedName(Columns.exact(row, schema), Columns.exact(row, name));
        }

        Argument schemaArgument() {
            return Argument.identifier(schema);
        }

        Argument nameArgument() {
            return Argument.identifier(name);
        }

        /** Without quotes; what names it exactly is the command. */
        String shown() {
            return SequenceUse.shown(schema) + "." + SequenceUse.shown(name);
        }
    }

    /**
     * The column that a sequence feeds.
     *
     * @param table its table
     * @param name its exact name; hostile
     * @param narrow whether its type is narrower than {@code bigint}
     * @param narrowSequence whether the sequence's own type is
     */
    record Column(QualifiedName table, String name, boolean narrow, boolean narrowSequence) {
        private static Column read(ResultSet row) throws SQLException {
            return new Column(
                    QualifiedName.read(row, "table_schema", "table_name"),
                    Columns.exact(row, "column_name"),
                    row.getBoolean("narrow_column"),
                    row.getBoolean("narrow_sequence"));
        }

        String shown() {
            return table.shown() + "." + SequenceUse.shown(name);
        }
    }

    /**
     * The sequences that we may not read.
     *
     * @param number how many
     * @param schemas the exact names of the schemas they are in; hostile
     * @param role our role; hostile
     */
    record Hidden(int number, List<String> schemas, String role) {
        private static Hidden read(ResultSet row) throws SQLException {
            Array schemas = row.getArray("hidden_in");
            List<String> names = Arrays.stream((String[]) schemas.getArray())
                    .map(hex -> new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8))
                    .toList();
            return new Hidden(row.getInt("hidden"), names, Columns.exact(row, "role"));
        }
    }

    private static String shown(String name) {
        return Clean.line(name, 63);
    }
}
