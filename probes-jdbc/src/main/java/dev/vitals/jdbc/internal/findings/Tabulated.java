package dev.vitals.jdbc.internal.findings;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.probe.Evidence;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Shows a query's answer as it is, each cell on one short line. A column named {@code statement} is redacted. */
public final class Tabulated {
    private static final int CELL = 120;
    private static final int STATEMENT = 300;

    private Tabulated() {}

    /** One table, or none when there are no rows. */
    public static List<Evidence> of(Session session, String title, String query) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<List<String>> rows = session.list(query, row -> {
            if (columns.isEmpty()) {
                columns.addAll(labels(row.getMetaData()));
            }
            return cells(row, columns);
        });
        return rows.isEmpty() ? List.of() : List.of(new Evidence.Table(title, columns, rows));
    }

    private static List<String> labels(ResultSetMetaData meta) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            labels.add(meta.getColumnLabel(i));
        }
        return labels;
    }

    private static List<String> cells(ResultSet row, List<String> columns) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
            String cell = Columns.text(row, i).orElse("");
            cells.add(
                    columns.get(i - 1).equals("statement") ? SqlText.redact(cell, STATEMENT) : Clean.line(cell, CELL));
        }
        return cells;
    }
}
