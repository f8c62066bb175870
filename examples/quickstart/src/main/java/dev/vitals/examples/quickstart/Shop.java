package dev.vitals.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.examples.faults.RedisStore;
import dev.vitals.examples.faults.Servers;
import dev.vitals.examples.faults.Staff;
import java.sql.SQLException;
import java.util.Properties;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The application under watch: a pool, a Redis client, and a handful of threads that place orders. */
final class Shop implements AutoCloseable, RedisStore {
    private final HikariDataSource pool;
    private final UnifiedJedis redis;
    private final Staff staff;

    private Shop(HikariDataSource pool, UnifiedJedis redis, Staff staff) {
        this.pool = pool;
        this.redis = redis;
        this.staff = staff;
    }

    static Shop open(Servers servers) {
        stock(servers);
        HikariDataSource pool = new HikariDataSource(poolConfig(servers));
        UnifiedJedis redis = RedisClient.create(servers.redisUrl());
        boolean writes = servers.ownPostgres().isPresent();
        OrderService orders = new OrderService(pool, redis, writes);
        ReportJob reports = new ReportJob(pool, writes);
        return new Shop(pool, redis, Staff.hire(orders::place, reports::run));
    }

    private static void stock(Servers servers) {
        try {
            servers.stock();
        } catch (SQLException e) {
            throw new StartException("cannot prepare the database: " + e.getMessage());
        }
    }

    private static HikariConfig poolConfig(Servers servers) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl(servers.databaseUrl());
        Properties login = servers.databaseLogin("shop");
        config.setUsername(login.getProperty("user"));
        config.setPassword(login.getProperty("password"));
        config.addDataSourceProperty("ApplicationName", "shop");
        config.setMaximumPoolSize(10);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void set(String key, String value) {
        redis.set(key, value);
    }

    @Override
    public void remove(String key) {
        redis.unlink(key);
    }

    @Override
    public void close() {
        staff.close();
        redis.close();
        pool.close();
    }
}
