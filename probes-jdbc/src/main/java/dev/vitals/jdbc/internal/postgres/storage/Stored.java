package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.text.Clean;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a database holds.
 *
 * @param bytes its size
 * @param invalid the names of indexes that no query uses; may be shown
 * @param vacuum whether dead rows are removed
 * @param checksums whether what it holds is what was written
 * @param durability what a crash may cost
 */
public record Stored(long bytes, List<String> invalid, Vacuum vacuum, Checksums checksums, Durability durability) {
    private static final int NAME = 200;
    /**
     * In one statement. An index that is being built is not valid yet, and who may not see which one is built believes it of
     * all; of partitioned ones that is usual.
     */
    private static final String QUERY = "select one.bytes, x.name"
            + " from (select pg_database_size(current_database()) as bytes) one left join (select "
            + RawText.of("n.nspname || '.' || c.relname") + " as name"
            + " from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace"
            + " where not i.indisvalid and c.relkind = 'i' and not exists"
            + " (select from pg_stat_progress_create_index p where p.relid = i.indrelid or p.datname = current_database() and p.relid is null)"
            + " order by c.oid limit 20) x on true";

    /** Copies the list. */
    public Stored {
        invalid = List.copyOf(invalid);
    }

    /**
     * Reads it.
     *
     * @param session over which to ask
     * @return what this database holds
     * @throws SQLException if the server refuses
     */
    public static Stored read(Session session) throws SQLException {
        List<Row> rows = session.list(QUERY, row -> new Row(row.getLong("bytes"), Columns.text(row, "name")));
        return new Stored(
                rows.stream().mapToLong(Row::bytes).findFirst().orElse(0),
                rows.stream()
                        .flatMap(row -> row.name().stream())
                        .map(name -> Clean.line(name, NAME))
                        .toList(),
                Vacuum.read(session),
                Checksums.read(session),
                Durability.read(session));
    }

    /** What is wrong and hurts nobody at once. */
    List<String> notes() {
        List<String> lines = new ArrayList<>(durability.notes());
        lines.addAll(vacuum.notes());
        invalid.forEach(name -> lines.add("index " + name
                + " is invalid: CREATE INDEX or REINDEX CONCURRENTLY has failed, so no query uses it, every change pays for"
                + " it, and it may enforce nothing; drop it, then create it again"));
        return lines;
    }

    private record Row(long bytes, Optional<String> name) {}
}
