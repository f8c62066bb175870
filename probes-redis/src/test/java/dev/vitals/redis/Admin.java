package dev.vitals.redis;

import dev.vitals.testkit.RedisServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;

/** A client of the tests' own, that may do all the probes never do. */
public final class Admin implements AutoCloseable {
    private final Connection connection;

    private Admin(String host, int port) {
        connection = new Connection(new HostAndPort(host, port));
        connection.connect();
        connection.setSoTimeout(20_000);
    }

    public static Admin of(RedisServer server) {
        return new Admin(server.host(), server.port());
    }

    static Admin at(URI uri) {
        return new Admin(uri.getHost(), uri.getPort());
    }

    Object run(String command, String... arguments) {
        connection.sendCommand(() -> command.getBytes(StandardCharsets.US_ASCII), arguments);
        return connection.getOne();
    }

    /** Returns a field of {@code INFO}, or an empty text. */
    public String info(String section, String field) {
        String all = new String((byte[]) run("INFO", section), StandardCharsets.UTF_8);
        return Arrays.stream(all.split("\r\n"))
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Writes values of 10 KiB until the server refuses or {@code most} are written. */
    int fill(int most) {
        String value = "x".repeat(10_240);
        for (int i = 0; i < most; i++) {
            try {
                run("SET", "fill:" + i, value);
            } catch (redis.clients.jedis.exceptions.JedisDataException e) {
                return i;
            }
        }
        return most;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
