package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;

/** Starts the JDK's server in a way that suits a library. */
final class HttpServers {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private HttpServers() {}

    static HttpServer start(InetSocketAddress address, Executor workers, Map<String, HttpHandler> handlers)
            throws IOException {
        // Read once, when the server's classes load: so before the first use of HttpServer.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(workers);
        handlers.forEach(server::createContext);
        startAsDaemon(server);
        return server;
    }

    /** The server's dispatcher thread is a daemon if the thread that starts it is one. */
    private static void startAsDaemon(HttpServer server) {
        Thread starter = new Thread(server::start, "vitals-http-start");
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
