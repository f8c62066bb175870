package dev.vitals.jetty;

import dev.vitals.endpoint.HttpFront;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server of Jetty, set up for short requests from many callers of whom some mean no good. */
final class JettyServer {
    private static final int THREADS = 8;
    private static final int HEAD_BYTES = 8 * 1024;
    private static final long WRITE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 3_000;

    private final Server server;
    private final BoundedConnector connector;

    private JettyServer(HttpFront front) {
        // All from the start: a process that can start no more threads must still answer.
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS);
        pool.setName("vitals-http");
        pool.setDaemon(true);
        pool.setReservedThreads(0);
        server = new Server(pool);
        server.setStopTimeout(1_000);
        server.setErrorHandler(new ProblemHandler());
        server.setHandler(new FrontHandler(front, pool));
        connector = new BoundedConnector(server, new HttpConnectionFactory(settings()), front);
        server.addConnector(connector);
    }

    private static HttpConfiguration settings() {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setRequestHeaderSize(HEAD_BYTES);
        settings.setIdleTimeout(WRITE_MILLIS);
        settings.setSendServerVersion(false);
        settings.setRelativeRedirectAllowed(false);
        // What a path means is for the handler to say, which refuses what does not decode.
        settings.setUriCompliance(UriCompliance.UNSAFE);
        return settings;
    }

    static JettyServer start(InetSocketAddress address, HttpFront front) throws IOException {
        JettyServer made = new JettyServer(front);
        made.connector.setHost(address.getAddress().getHostAddress());
        made.connector.setPort(address.getPort());
        try {
            made.server.start();
            return made;
        } catch (IOException e) {
            made.stop();
            throw e;
        } catch (Exception e) {
            made.stop();
            throw new IllegalStateException("Jetty could not be started", e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Closes connections that take too long over a head. */
    void sweep() {
        connector.sweep();
    }

    /** Asks the thread that selects to raise a counter, to see whether it is there. */
    void ask(AtomicInteger heartbeat) {
        for (ManagedSelector selector : connector.getSelectorManager().getBeans(ManagedSelector.class)) {
            selector.submit(ignored -> heartbeat.incrementAndGet());
        }
    }

    /**
     * Gives requests under way a second. Jetty waits without end for a selecting thread that an error has ended, so it is
     * not waited for beyond three; the port is free in any case.
     */
    void stop() {
        connector.close();
        Thread stopping = new Thread(null, this::stopServer, "vitals-http-stop", 0, false);
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopServer() {
        try {
            server.stop();
        } catch (Exception e) {
            // What could be closed is closed.
        }
    }
}
