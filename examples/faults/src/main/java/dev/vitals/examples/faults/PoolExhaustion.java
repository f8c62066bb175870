package dev.vitals.examples.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes every connection of the pool and keeps it, as a leak does. */
final class PoolExhaustion implements Fault {
    private final HikariDataSource pool;
    private final List<Connection> leaked = new ArrayList<>();

    PoolExhaustion(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public String name() {
        return "pool-exhaustion";
    }

    @Override
    public String description() {
        return "every connection of the pool is taken and not given back";
    }

    @Override
    public synchronized void inject() throws SQLException {
        while (leaked.size() < pool.getMaximumPoolSize()) {
            leaked.add(pool.getConnection());
        }
    }

    @Override
    public synchronized void heal() throws SQLException {
        for (Connection connection : leaked) {
            connection.close();
        }
        leaked.clear();
    }
}
