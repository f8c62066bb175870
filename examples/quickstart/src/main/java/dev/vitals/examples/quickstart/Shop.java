package dev.vitals.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The application under watch: a pool, a Redis client, and a handful of threads that place orders. */
final class Shop implements AutoCloseable {
    static final int POOL_SIZE = 10;
    private static final int CLERKS = 9;
    private static final int REPORTERS = 3;

    private final Servers servers;
    private final HikariDataSource pool;
    private final UnifiedJedis redis;
    private final List<Thread> threads = new ArrayList<>();

    private Shop(Servers servers, HikariDataSource pool, UnifiedJedis redis) {
        this.servers = servers;
        this.pool = pool;
        this.redis = redis;
    }

    static Shop open(Servers servers) {
        HikariDataSource pool = new HikariDataSource(poolConfig(servers));
        Shop shop = new Shop(servers, pool, RedisClient.create(servers.redisUrl()));
        shop.stock();
        shop.hire();
        return shop;
    }

    private static HikariConfig poolConfig(Servers servers) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl(servers.databaseUrl());
        Properties login = servers.databaseLogin("shop");
        config.setUsername(login.getProperty("user"));
        config.setPassword(login.getProperty("password"));
        config.addDataSourceProperty("ApplicationName", "shop");
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    HikariDataSource pool() {
        return pool;
    }

    UnifiedJedis redis() {
        return redis;
    }

    /** Creates the table, in our own database only. */
    private void stock() {
        if (servers.ownPostgres().isEmpty()) {
            return;
        }
        try (Connection connection = servers.session("setup");
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists orders (id int primary key, state text not null)");
            statement.execute(
                    "insert into orders select n, 'new' from generate_series(1, 100) n on conflict do nothing");
        } catch (SQLException e) {
            throw new StartException("cannot prepare the database: " + e.getMessage());
        }
    }

    private void hire() {
        boolean writes = servers.ownPostgres().isPresent();
        OrderService orders = new OrderService(pool, redis, writes);
        ReportJob reports = new ReportJob(pool, writes);
        for (int i = 0; i < CLERKS; i++) {
            employ("clerk-" + i, orders::place);
        }
        for (int i = 0; i < REPORTERS; i++) {
            employ("reporter-" + i, reports::run);
        }
    }

    private void employ(String name, Task task) {
        Thread thread = new Thread(() -> workUntilInterrupted(task), name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private static void workUntilInterrupted(Task task) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                task.run();
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            } catch (Exception expected) {
                // The shop is meant to get into trouble; what it suffers from is for Vitals to say.
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        redis.close();
        pool.close();
    }

    private interface Task {
        void run() throws Exception;
    }
}
