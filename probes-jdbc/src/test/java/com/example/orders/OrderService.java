package com.example.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** An application as the stacks of its threads show it. */
public final class OrderService {
    private final DataSource dataSource;

    public OrderService(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Borrows a connection and is busy in the driver. */
    public void place() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(30)");
        }
    }

    /** Borrows a connection and does something else with it. */
    public void callRemoteService(CountDownLatch answer) throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.clearWarnings();
            answer.await();
        }
    }
}
