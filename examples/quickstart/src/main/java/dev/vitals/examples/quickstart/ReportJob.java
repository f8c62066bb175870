package dev.vitals.examples.quickstart;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Counts orders, again and again. */
final class ReportJob {
    private final DataSource database;
    private final boolean hasOrders;

    ReportJob(DataSource database, boolean hasOrders) {
        this.database = database;
        this.hasOrders = hasOrders;
    }

    void run() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(hasOrders ? "select count(*) from orders" : "select 1");
        }
    }
}
