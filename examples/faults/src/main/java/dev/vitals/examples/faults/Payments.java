package dev.vitals.examples.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

/** A service the shop depends on, over HTTPS. It works on the shop's database, for which it waits only so long. */
public final class Payments implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 700;

    private final DataSource database;
    private final PaymentsKeys keys;
    private final ExecutorService workers = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "payments");
        thread.setDaemon(true);
        return thread;
    });
    private HttpsServer server;
    private volatile Mood mood = Mood.WELL;

    enum Mood {
        WELL,
        SLOW,
        RATE_LIMITED
    }

    private Payments(DataSource database, PaymentsKeys keys) throws IOException {
        this.database = database;
        this.keys = keys;
        this.server = listen(0, keys.good());
    }

    public static Payments open(DataSource database) {
        try {
            return new Payments(database, PaymentsKeys.make());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the payments service", e);
        }
    }

    private HttpsServer listen(int port, SSLContext context) throws IOException {
        HttpsServer made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.setHttpsConfigurator(new HttpsConfigurator(context));
        made.setExecutor(workers);
        made.createContext("/health", this::answer);
        made.start();
        return made;
    }

    public String url() {
        return "https://localhost:" + port() + "/health";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What a client of the service trusts. */
    public SSLContext trust() {
        return keys.trust();
    }

    void mood(Mood next) {
        mood = next;
    }

    /** Starts again with another certificate, as after a renewal that went wrong. */
    void certificate(boolean expired) throws IOException {
        int port = port();
        server.stop(0);
        server = listen(port, expired ? keys.expired() : keys.good());
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        if (mood == Mood.RATE_LIMITED) {
            exchange.getResponseHeaders().set("Retry-After", "2");
            send(exchange, 429, "too many requests");
            return;
        }
        if (mood == Mood.SLOW) {
            pause();
        }
        send(exchange, 200, ask() ? "{\"status\": \"UP\"}" : "{\"status\": \"UP\", \"orders\": \"unknown\"}");
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask() {
        Future<Boolean> answer = workers.submit(() -> reachable(database));
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean reachable(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(1);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
