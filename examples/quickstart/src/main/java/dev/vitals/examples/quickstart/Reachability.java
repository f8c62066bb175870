package dev.vitals.examples.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Finds out beforehand whether what the command line names is there, and reports all that is not at once. */
final class Reachability {
    private final List<String> faults = new ArrayList<>();

    private Reachability() {}

    static void check(Options options) {
        Reachability reach = new Reachability();
        reach.port(options.port());
        options.databaseUrl().ifPresent(reach::database);
        options.redisUrl().ifPresent(url -> reach.redis(url.getHost() + ":" + url.getPort(), RedisClient.create(url)));
        if (!reach.faults.isEmpty()) {
            throw new StartException(String.join("\n", reach.faults));
        }
    }

    private void port(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            faults.add("port " + port + " is taken: end what uses it, or choose another with --port");
        }
    }

    /** The driver's words may hold the URL with its password, so only its class and code are shown. */
    private void database(String url) {
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", "5");
        limits.setProperty("socketTimeout", "5");
        String where = url.replaceFirst("\\?.*", "").replaceFirst("//[^@/]*@", "//");
        try (Connection connection = DriverManager.getConnection(url, limits)) {
            connection.isValid(5);
        } catch (SQLException e) {
            faults.add("the database at " + where + " cannot be used (SQLState " + e.getSQLState()
                    + "): is it running, and are user and password in --db-url right?");
        }
    }

    private void redis(String where, UnifiedJedis client) {
        try (client) {
            client.ping();
        } catch (JedisException e) {
            faults.add("Redis at " + where + " cannot be used (" + e.getClass().getSimpleName()
                    + "): is it running, and is the password in --redis-url right?");
        }
    }
}
