package dev.vitals.examples.quickstart;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/** The database and the Redis that the shop works with: real ones from jars, or the user's own. */
final class Servers implements AutoCloseable {
    private final Optional<PostgresServer> postgres;
    private final Optional<RedisServer> redis;
    private final Options options;

    private Servers(Optional<PostgresServer> postgres, Optional<RedisServer> redis, Options options) {
        this.postgres = postgres;
        this.redis = redis;
        this.options = options;
    }

    static Servers start(Options options, Consumer<String> progress) {
        ServerOptions common = ServerOptions.defaults().withProgress(progress);
        Optional<PostgresServer> postgres =
                options.databaseUrl().isPresent() ? Optional.empty() : Optional.of(PostgresServer.start(common));
        Optional<RedisServer> redis = options.redisUrl().isPresent()
                ? Optional.empty()
                : Optional.of(RedisServer.start(
                        common.withSetting("maxmemory", "64mb").withSetting("maxmemory-policy", "noeviction")));
        return new Servers(postgres, redis, options);
    }

    /** The database from a jar; empty when it is the user's own, which is never written to or stopped. */
    Optional<PostgresServer> ownPostgres() {
        return postgres;
    }

    /** The Redis from a jar; empty when it is the user's own. */
    Optional<RedisServer> ownRedis() {
        return redis;
    }

    String databaseUrl() {
        return options.databaseUrl().orElseGet(() -> postgres.orElseThrow().jdbcUrl());
    }

    Properties databaseLogin(String applicationName) {
        Properties login = new Properties();
        login.setProperty("ApplicationName", applicationName);
        postgres.ifPresent(server -> {
            login.setProperty("user", server.user());
            login.setProperty("password", server.password());
        });
        return login;
    }

    /** A session of its own, outside any pool, that introduces itself by a name. */
    Connection session(String applicationName) throws SQLException {
        return DriverManager.getConnection(databaseUrl(), databaseLogin(applicationName));
    }

    URI redisUrl() {
        return options.redisUrl().orElseGet(() -> redis.orElseThrow().uri());
    }

    @Override
    public void close() {
        postgres.ifPresent(PostgresServer::close);
        redis.ifPresent(RedisServer::close);
    }
}
