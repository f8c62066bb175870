package com.example.orders;

import java.sql.Connection;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Another part of the application. */
public final class ReportJob {
    private final DataSource dataSource;

    public ReportJob(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Wants a connection, from within a lambda. */
    public void run() throws Exception {
        Callable<Boolean> query = () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(1);
            }
        };
        query.call();
    }
}
