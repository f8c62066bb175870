package dev.vitals.examples.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Places orders: one row changed in the database, one key set in Redis. */
final class OrderService {
    private final DataSource database;
    private final UnifiedJedis redis;
    private final boolean writes;

    OrderService(DataSource database, UnifiedJedis redis, boolean writes) {
        this.database = database;
        this.redis = redis;
        this.writes = writes;
    }

    void place() throws SQLException {
        // The first rows are left to the faults, so that a chain of locks stays the chain it is meant to be.
        int id = ThreadLocalRandom.current().nextInt(10, 100);
        String sql = writes ? "update orders set state = 'placed' where id = ?" : "select ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            statement.execute();
        }
        if (writes) {
            redis.set("session:" + id, "placed", SetParams.setParams().ex(60));
        } else {
            redis.ping();
        }
    }
}
