package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's server, started in a way that suits a library, and watched: callers that hold its threads are dropped,
 * and the log says when an error has ended its listening. It cannot be started again then: the port stays taken, since a
 * closed channel is let go only by the selector that its dead thread ran. Only this class, its handler and {@link PreparedHeaders} use the
 * module jdk.httpserver, so that an application that does not serve can do without.
 */
final class JdkServer implements HttpServerProvider.Listening {
    private static final Logger LOG = LoggerFactory.getLogger("dev.vitals.endpoint");
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A connection beyond the backlog is retried by its caller after a second. */
    private static final int BACKLOG = 1024;

    /** The server never forgets a connection whose answer failed after a wait; each keeps some 30 KB. */
    private static final int MOST_LOST = 100;

    private final HttpFront front;
    private final HttpWorkers workers = new HttpWorkers();
    private final HttpAdapter adapter;
    private final Thread watch = new Thread(null, this::watch, "vitals-http-watch", 0, false);
    private final InetSocketAddress address;
    private ServerThreads threads = new ServerThreads();
    private @Nullable HttpServer server;
    private volatile boolean stopping;
    private long lookedNanos;
    private boolean mourned;

    private JdkServer(InetSocketAddress address, HttpFront front) throws IOException {
        this.front = front;
        this.adapter = new HttpAdapter(front, workers);
        HttpServer first;
        try {
            first = open(address);
        } catch (Throwable failed) {
            workers.stop();
            throw failed;
        }
        this.server = first;
        this.address = first.getAddress();
    }

    static JdkServer listen(InetSocketAddress address, HttpFront front) throws IOException {
        // Read once, when the server's classes load: so before the first use of HttpServer.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        JdkServer server = new JdkServer(address, front);
        server.watch.setDaemon(true);
        server.watch.start();
        return server;
    }

    private HttpServer open(InetSocketAddress at) throws IOException {
        return threads.call(() -> {
            HttpServer made = HttpServer.create(at, BACKLOG);
            made.setExecutor(workers);
            made.createContext("/", adapter);
            made.start();
            return made;
        });
    }

    /** The heap may be full, and then the least of calls fails: nothing but the loop itself is outside the try. */
    private void watch() {
        while (!stopping) {
            try {
                workers.watch(LOOK_NANOS);
                if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
                    lookedNanos = System.nanoTime();
                    look();
                }
            } catch (Throwable e) {
                // The next look may succeed.
            }
        }
    }

    private void look() throws IOException {
        if (!Descriptors.canBeHad()) {
            front.outOfDescriptors();
        }
        String why = threads.whyEnded();
        if (why == null && adapter.lost() > MOST_LOST) {
            reopen();
        }
        if (why != null && !mourned) {
            mourned = true;
            LOG.error(
                    "health is no longer served: {} ended the listening thread of the JDK's HTTP server, which cannot be"
                            + " started again; the artifact dev.vitals:vitals-server-jetty brings a server that can",
                    why);
        }
    }

    private synchronized void reopen() throws IOException {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (!stopping) {
            threads = new ServerThreads();
            server = open(address);
            adapter.forgetLost();
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void stop() {
        stopping = true;
        adapter.awaitEnd();
        synchronized (this) {
            if (server != null) {
                server.stop(0);
                server = null;
            }
        }
        workers.stop();
        watch.interrupt();
    }
}
