package dev.vitals.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Brings an HTTP server for {@link HealthServer}, from a jar of its own, by way of {@link java.util.ServiceLoader}. The
 * module {@code vitals-server-jetty} has one; without any the JDK's own server is used.
 *
 * <p>A server it starts has daemon threads only, holds no thread for a request that is not read to its end or an answer
 * that is not taken, bounds heads, times and connections, and comes back by itself when an error ends its listening. The JDK's own server
 * falls short of this, see {@link #jdk}.
 *
 * @since 0.1.0
 */
public interface HttpServerProvider {
    /**
     * Starts listening.
     *
     * @param address where to
     * @param front answers
     * @return the server, listening
     * @throws IOException if it cannot listen there
     */
    Listening listen(InetSocketAddress address, HttpFront front) throws IOException;

    /**
     * Returns the JDK's own server, in the module {@code jdk.httpserver}. Its sockets block, so that it needs a thread for
     * each caller who sends or reads slowly; it is for the loopback address. It has no bound on connections, and
     * when an {@link OutOfMemoryError} ends its listening thread nothing can bring that back. {@code listen} throws
     * {@link IllegalStateException} when the process does not have the module.
     *
     * @return the server of the JDK
     */
    static HttpServerProvider jdk() {
        return new JdkProvider();
    }

    /**
     * A server that listens.
     *
     * @since 0.1.0
     */
    interface Listening {
        /**
         * Returns where it listens.
         *
         * @return the address, with the port that was found if 0 was asked for
         */
        InetSocketAddress address();

        /**
         * Gives requests under way a second, and cuts off the rest. Returns within 3 seconds. May be called more than
         * once.
         */
        void stop();
    }
}
