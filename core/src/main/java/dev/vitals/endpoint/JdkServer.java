package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The JDK's server, started in a way that suits a library. It and its handler alone use the module jdk.httpserver, which
 * an application that does not serve can do without.
 */
final class JdkServer {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final HttpWorkers workers;
    private final HttpAdapter adapter;

    private JdkServer(HttpServer server, HttpWorkers workers, HttpAdapter adapter) {
        this.server = server;
        this.workers = workers;
        this.adapter = adapter;
    }

    static JdkServer start(InetSocketAddress address, HttpAdapter adapter) throws IOException {
        // Read once, when the server's classes load: so before the first use of HttpServer.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(address, 0);
        HttpWorkers workers = new HttpWorkers();
        server.setExecutor(workers);
        server.createContext("/", adapter);
        startAsDaemon(server);
        return new JdkServer(server, workers, adapter);
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

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** Turns new requests away, gives those under way a second, and ends what is left. */
    void stop() {
        adapter.closing();
        workers.finish();
        server.stop(0);
        workers.stop();
    }
}
