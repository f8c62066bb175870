package dev.vitals.endpoint;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.report.ReportSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Serves health over HTTP with the JDK's own server, so that an application without a web server has an endpoint.
 *
 * <pre>{@code
 * try (HealthServer server = HealthServer.builder(vitals).port(8081).start()) {
 *     System.out.println(server.uri());
 *     ...
 * }
 * }</pre>
 *
 * <p>It listens on this host's loopback address unless told otherwise, and shows detail to callers on this host only,
 * see {@link Authoriser#loopback}. What it answers is said in {@link HealthHandler}.
 *
 * <p>Up to 4 threads of its own answer, named {@code vitals-http-1} and so on; 256 further requests wait for them, and
 * what comes on top is answered 503 at once. All threads are daemons: this server does not keep a process alive. A
 * caller that sends its request slowly holds a thread; where callers are not trusted, set the system property
 * {@code sun.net.httpserver.maxReqTime} (seconds) at the start of the process.
 *
 * <p>Starting a server sets the system property {@code sun.net.httpserver.nodelay} to {@code true} unless it is set:
 * without it the server of JDK 17 holds every answer on a kept-alive connection back for 40 ms. The property is read
 * once in a process, when the first such server is made.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthServer implements AutoCloseable {
    private final HttpServer server;
    private final HttpWorkers workers;
    private final HttpAdapter adapter;
    private final String path;

    private HealthServer(HttpServer server, HttpWorkers workers, HttpAdapter adapter, String path) {
        this.server = server;
        this.workers = workers;
        this.adapter = adapter;
        this.path = path;
    }

    /**
     * Returns a builder of a server with a handler that has every default.
     *
     * @param source where reports come from
     * @return the builder
     */
    public static Builder builder(ReportSource source) {
        return builder(HealthHandler.of(source));
    }

    /**
     * Returns a builder of a server.
     *
     * @param handler what answers
     * @return the builder
     */
    public static Builder builder(HealthHandler handler) {
        return new Builder(handler);
    }

    /**
     * Returns the port the server listens on.
     *
     * @return the port; the one that was found when 0 was asked for
     */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Returns where the server answers.
     *
     * @return such as {@code http://127.0.0.1:8081/health}
     */
    public URI uri() {
        InetAddress address = server.getAddress().getAddress();
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reachable.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + path);
    }

    /**
     * Stops the server. New requests are turned away at once; those under way have a second to finish. Returns within 3
     * seconds. May be called more than once.
     */
    @Override
    public void close() {
        adapter.closing();
        workers.finish();
        server.stop(0);
        workers.stop();
    }

    /**
     * Collects the settings of a {@link HealthServer}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

        private final HealthHandler handler;
        private int port = 8081;
        private InetAddress address = InetAddress.getLoopbackAddress();
        private String path = "/health";
        private Authoriser authoriser = Authoriser.loopback();
        private final Map<String, HttpHandler> mounted = new LinkedHashMap<>();

        private Builder(HealthHandler handler) {
            this.handler = Objects.requireNonNull(handler, "handler");
        }

        /**
         * Sets the port.
         *
         * @param number the port, 0 to 65535; 0 for any that is free; 8081 by default
         * @return this builder
         * @throws IllegalArgumentException if {@code number} is not a port
         */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("'port' must be 0 to 65535 but was " + number);
            }
            this.port = number;
            return this;
        }

        /**
         * Sets the address to listen on. Other hosts reach the server on the wildcard address {@code 0.0.0.0} or an
         * address of a network interface.
         *
         * @param local an address of this host; the loopback address by default
         * @return this builder
         */
        public Builder address(InetAddress local) {
            this.address = Objects.requireNonNull(local, "local");
            return this;
        }

        /**
         * Sets the path that answers are below.
         *
         * @param base the path, with a slash at the start and none at the end; empty for the root; {@code /health} by
         *     default
         * @return this builder
         * @throws IllegalArgumentException if {@code base} is not such a path
         */
        public Builder path(String base) {
            if (!PATH.matcher(base).matches()) {
                throw new IllegalArgumentException(
                        "'path' must be such as '/health', with a slash at the start and none"
                                + " at the end, but was '" + base + "'");
            }
            this.path = base;
            return this;
        }

        /**
         * Puts another handler beside the health paths, such as an application's own page for operators. It runs on
         * this server's few threads and decides by itself who may call it.
         *
         * @param base the path it answers at and below, other than the health path
         * @param other what answers
         * @return this builder
         * @throws IllegalArgumentException if {@code base} is not a path such as {@code /operators}
         */
        public Builder mount(String base, HttpHandler other) {
            if (base.isEmpty() || !PATH.matcher(base).matches()) {
                throw new IllegalArgumentException("'base' must be such as '/operators' but was '" + base + "'");
            }
            mounted.put(base, Objects.requireNonNull(other, "other"));
            return this;
        }

        /**
         * Sets who may see what.
         *
         * @param authoriser decides for each request; {@link Authoriser#loopback} by default
         * @return this builder
         */
        public Builder authoriser(Authoriser authoriser) {
            this.authoriser = Objects.requireNonNull(authoriser, "authoriser");
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the server, listening
         * @throws UncheckedIOException if it cannot listen there, such as when another process has the port
         */
        public HealthServer start() {
            HttpAdapter adapter = new HttpAdapter(handler, authoriser, path);
            HttpWorkers workers = new HttpWorkers();
            try {
                HttpServer server = HttpServers.start(new InetSocketAddress(address, port), workers, handlers(adapter));
                return new HealthServer(server, workers, adapter, path);
            } catch (IOException e) {
                workers.stop();
                throw new UncheckedIOException(cannotListen(e), e);
            }
        }

        private Map<String, HttpHandler> handlers(HttpAdapter health) {
            Map<String, HttpHandler> all = new LinkedHashMap<>(mounted);
            all.put("/", health);
            return all;
        }

        private String cannotListen(IOException e) {
            return "cannot listen on " + address.getHostAddress() + " port " + port + " (" + e.getMessage()
                    + "): if another process has the port, choose another with port(...), or 0 for any that is free";
        }
    }
}
