package dev.vitals.endpoint;

import dev.vitals.endpoint.HttpServerProvider.Listening;
import dev.vitals.report.ReportSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health over HTTP, by default with the JDK's own server, so that an application without a web server has an endpoint.
 *
 * <pre>{@code
 * HealthServer server = HealthServer.builder(vitals).address("0.0.0.0").authoriser(Authoriser.bearer(token)).start();
 * server.join(); // unless something else keeps the application alive
 * }</pre>
 *
 * <p>By default it listens on this host's loopback address, and shows detail to callers on this host only, see
 * {@link Authoriser#loopback}. Its answers are described in {@link HealthHandler}.
 *
 * <p>For callers on other hosts add the artifact {@code vitals-server-jetty}: its server is then used by itself, see
 * {@link HttpServerProvider}. Without it, 4 threads of its own answer, and up to 128 while callers are slow. A caller has 2
 * seconds to send a request and 5 to take its answer; when all threads are taken, those who have held one longest, and
 * for 20 ms at least, are dropped. An answer that is known is given at once. All who wait for the same report share one of
 * up to 16 threads; a seventeenth report is answered 503. All threads are daemons: this server does not keep a process
 * alive, unless a thread waits in {@link #join}.
 *
 * <p>Starting a server sets the system property {@code sun.net.httpserver.nodelay} to {@code true} unless it is set:
 * without it the server of JDK 17 holds every answer on a kept-alive connection back for 40 ms. The property is read
 * once in a process, when the first such server is made.
 *
 * <p>Starting a server of the JDK needs the module {@code jdk.httpserver}. On the class path it is there; an application that is a
 * module itself requires it.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.vitals.endpoint");

    private final Listening server;
    private final HealthFront front;
    private final String path;
    private final CountDownLatch closed = new CountDownLatch(1);

    private HealthServer(Listening server, HealthFront front, String path) {
        this.server = server;
        this.front = front;
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
     * @param handler answers the requests
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
        return server.address().getPort();
    }

    /**
     * Returns where the server answers.
     *
     * @return such as {@code http://127.0.0.1:8081/health}
     */
    public URI uri() {
        InetAddress address = server.address().getAddress();
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reachable.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + path);
    }

    /**
     * Waits until this server is closed: for a {@code main} that would otherwise end, and the process with it.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void join() throws InterruptedException {
        closed.await();
    }

    /**
     * Stops the server. New requests are turned away at once; those under way have a second to finish. Returns within 3
     * seconds. May be called more than once.
     */
    @Override
    public void close() {
        front.closing();
        server.stop();
        front.close();
        closed.countDown();
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
        private @Nullable HttpServerProvider provider;

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
         * Sets the address to listen on by name.
         *
         * @param host an address of this host or a name of one; {@code 0.0.0.0} lets other hosts in
         * @return this builder
         * @throws IllegalArgumentException if {@code host} is blank
         * @throws UncheckedIOException if the name has no address
         */
        public Builder address(String host) {
            if (Objects.requireNonNull(host, "host").isBlank()) {
                throw new IllegalArgumentException("'host' must not be blank: 0.0.0.0 is every address of this host");
            }
            try {
                return address(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                throw new UncheckedIOException("cannot listen on '" + host + "': that name has no address", e);
            }
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
            if (!PATH.matcher(Objects.requireNonNull(base, "base")).matches()) {
                throw new IllegalArgumentException(
                        "'path' must look like '/health': a leading slash and no trailing one, but was '" + base + "'");
            }
            this.path = base;
            return this;
        }

        /**
         * Sets what each caller may see and do.
         *
         * @param judge decides for each request; {@link Authoriser#loopback} by default
         * @return this builder
         */
        public Builder authoriser(Authoriser judge) {
            this.authoriser = Objects.requireNonNull(judge, "judge");
            return this;
        }

        /**
         * Sets the HTTP server to use.
         *
         * @param chosen the server; by default one that another jar brings, such as {@code vitals-server-jetty}, or else
         *     {@link HttpServerProvider#jdk}
         * @return this builder
         */
        public Builder server(HttpServerProvider chosen) {
            this.provider = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        /**
         * Starts the server, and logs where it answers.
         *
         * @return the server, listening
         * @throws UncheckedIOException if it cannot listen there, such as when another process has the port
         * @throws IllegalStateException if no jar brings a server and the module {@code jdk.httpserver} is missing
         * @throws java.util.ServiceConfigurationError if a jar brings a server that cannot be loaded
         */
        public HealthServer start() {
            HealthFront front = new HealthFront(handler, authoriser, path);
            try {
                HealthServer server = new HealthServer(listen(front), front, path);
                LOG.info("health is served at {}", server.uri());
                return server;
            } catch (IOException e) {
                front.close();
                throw new UncheckedIOException(cannotListen(e), e);
            } catch (Throwable e) {
                front.close();
                throw e;
            }
        }

        private Listening listen(HttpFront front) throws IOException {
            HttpServerProvider chosen = provider != null ? provider : found();
            if (chosen instanceof JdkProvider && !address.isLoopbackAddress()) {
                LOG.warn(
                        "health is served to other hosts by the JDK's own HTTP server, which a crowd of slow callers can"
                                + " keep from answering: add the artifact dev.vitals:vitals-server-jetty, and it is used");
            }
            return chosen.listen(new InetSocketAddress(address, port), front);
        }

        private static HttpServerProvider found() {
            return ServiceLoader.load(HttpServerProvider.class, HealthServer.class.getClassLoader())
                    .findFirst()
                    .orElseGet(HttpServerProvider::jdk);
        }

        private String cannotListen(IOException e) {
            return "cannot listen on " + address.getHostAddress() + " port " + port + " (" + e.getMessage()
                    + "): if another process has the port, choose another with port(...), or 0 for any that is free";
        }
    }
}
