package dev.vitals.examples.faults;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/** The database and the Redis that the shop works with: real ones from jars, or the user's own. */
public final class Servers implements AutoCloseable {
    private final Optional<PostgresServer> postgres;
    private final Optional<RedisServer> redis;
    private final Optional<String> databaseUrl;
    private final Optional<URI> redisUrl;

    private Servers(Optional<String> databaseUrl, Optional<URI> redisUrl, ServerOptions common) {
        this.databaseUrl = databaseUrl;
        this.redisUrl = redisUrl;
        this.postgres = databaseUrl.isPresent() ? Optional.empty() : Optional.of(PostgresServer.start(common));
        this.redis = redisUrl.isPresent()
                ? Optional.empty()
                : Optional.of(RedisServer.start(
                        common.withSetting("maxmemory", "64mb").withSetting("maxmemory-policy", "noeviction")));
    }

    /** Starts both from jars. */
    public static Servers start(Consumer<String> progress) {
        return start(Optional.empty(), Optional.empty(), progress);
    }

    /** Starts those from jars that the user has none of. */
    public static Servers start(Optional<String> databaseUrl, Optional<URI> redisUrl, Consumer<String> progress) {
        return new Servers(databaseUrl, redisUrl, ServerOptions.defaults().withProgress(progress));
    }

    /** Creates the table of orders, in a database from a jar only. */
    public void stock() throws SQLException {
        if (postgres.isEmpty()) {
            return;
        }
        try (Connection connection = session("setup");
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists orders (id int primary key, state text not null)");
            statement.execute(
                    "insert into orders select n, 'new' from generate_series(1, 100) n on conflict do nothing");
        }
    }

    /** The database from a jar; empty when it is the user's own, which is never written to or stopped. */
    public Optional<PostgresServer> ownPostgres() {
        return postgres;
    }

    /** The Redis from a jar; empty when it is the user's own. */
    public Optional<RedisServer> ownRedis() {
        return redis;
    }

    public String databaseUrl() {
        return databaseUrl.orElseGet(() -> postgres.orElseThrow().jdbcUrl());
    }

    public Properties databaseLogin(String applicationName) {
        Properties login = new Properties();
        login.setProperty("ApplicationName", applicationName);
        postgres.ifPresent(server -> {
            login.setProperty("user", server.user());
            login.setProperty("password", server.password());
        });
        return login;
    }

    /** A session of its own, outside any pool, that introduces itself by a name. */
    public Connection session(String applicationName) throws SQLException {
        return DriverManager.getConnection(databaseUrl(), databaseLogin(applicationName));
    }

    public URI redisUrl() {
        return redisUrl.orElseGet(() -> redis.orElseThrow().uri());
    }

    @Override
    public void close() {
        postgres.ifPresent(PostgresServer::close);
        redis.ifPresent(RedisServer::close);
    }
}
