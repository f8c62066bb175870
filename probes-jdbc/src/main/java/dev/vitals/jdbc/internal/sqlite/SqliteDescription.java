package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Evidence;
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
        rows.add(List.of("version", Words.line(session.product(), 60)));
        SqliteFile.of(session).ifPresent(file -> {
            rows.add(List.of("file", Words.line(file.main().toString(), 200)));
            rows.add(List.of("bytes", Long.toString(file.bytes())));
            rows.add(List.of("bytes of the write-ahead log", Long.toString(file.walBytes())));
        });
        for (String pragma : PRAGMAS) {
            String value =
                    session.first("PRAGMA " + pragma, row -> row.getString(1)).orElse("");
            rows.add(List.of(pragma, Words.line(value, 60)));
        }
        return List.of(new Evidence.Table("database", List.of("what", "value"), rows));
    }
}
