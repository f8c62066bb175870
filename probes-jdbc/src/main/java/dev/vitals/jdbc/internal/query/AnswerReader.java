package dev.vitals.jdbc.internal.query;

import dev.vitals.text.Clean;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer of a query; each cell to show becomes one short line. */
final class AnswerReader {
    static final int SHOWN_ROWS = 20;

    private static final int SHOWN_COLUMNS = 12;
    private static final int CELL = 80;

    private AnswerReader() {}

    static Answer number(ResultSet rows) throws SQLException {
        return rows.next() ? number(rows.getObject(1)) : new Answer.Nothing("no row");
    }

    static Answer rows(ResultSet rows, int most) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        List<List<String>> shown = new ArrayList<>();
        int count = 0;
        while (rows.next()) {
            count++;
            if (count <= SHOWN_ROWS) {
                shown.add(cells(rows, columns.size()));
            }
        }
        return new Answer.Rows(count, count >= most, columns, shown);
    }

    private static Answer number(@Nullable Object value) {
        if (value == null) {
            return new Answer.Nothing("null");
        }
        if (value instanceof Boolean truth) {
            return new Answer.Measured(truth ? 1 : 0);
        }
        double number = value instanceof Number known ? known.doubleValue() : parsed(value.toString());
        return Double.isFinite(number)
                ? new Answer.Measured(number)
                : new Answer.Text(Clean.line(value.toString(), CELL));
    }

    /** SQLite returns whatever was stored, a number or its text. */
    private static double parsed(String text) {
        try {
            return text.length() > CELL ? Double.NaN : new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= Math.min(SHOWN_COLUMNS, data.getColumnCount()); i++) {
            names.add(Clean.line(data.getColumnLabel(i), CELL));
        }
        return names;
    }

    private static List<String> cells(ResultSet row, int columns) throws SQLException {
        List<String> cells = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            String cell = row.getString(i);
            cells.add(cell == null ? "null" : Clean.line(cell, CELL));
        }
        return cells;
    }
}
