package dev.vitals.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.examples.faults.Daemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Pages of an application over a real socket, each with its own way to answer. */
final class ShopDouble implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(Daemon::thread);

    ShopDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.start();
    }

    /** Adds a page that answers 200, or 500 when its work fails. */
    URI page(String path, Work work) {
        server.createContext(path, exchange -> answer(exchange, work));
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, Work work) throws IOException {
        int status = 200;
        try {
            work.run();
        } catch (Exception failed) {
            status = 500;
        }
        byte[] body = "shop".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
