package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Clean;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database file in a few lines. */
final class SqliteDescription {
    private static final List<String> PRAGMAS =
            List.of("journal_mode", "page_size", "page_count", "freelist_count", "user_version", "encoding");

    private SqliteDescription() {}

    static List<Evidence> of(Session session) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("version", Clean.line(session.product(), 60)));
        WalState.read(session).ifPresent(state -> {
            rows.add(List.of("file", Clean.line(state.file().toString(), 200)));
            rows.add(List.of("size", Quantities.bytes(state.bytes())));
            rows.add(List.of("write-ahead log", Quantities.bytes(state.logBytes())));
        });
        for (String pragma : PRAGMAS) {
            String value =
                    session.first("PRAGMA " + pragma, row -> row.getString(1)).orElse("");
            rows.add(List.of(pragma, Clean.line(value, 60)));
        }
        return List.of(new Evidence.Table("database", List.of("what", "value"), rows));
    }
}
