package dev.vitals.examples.quickstart;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes every connection of the pool and keeps it, as a leak does. */
final class PoolExhaustion implements Fault {
    private final DataSource pool;
    private final List<Connection> leaked = new ArrayList<>();

    PoolExhaustion(DataSource pool) {
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
        while (leaked.size() < Shop.POOL_SIZE) {
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
