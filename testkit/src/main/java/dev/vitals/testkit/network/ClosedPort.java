package dev.vitals.testkit.network;

import dev.vitals.testkit.internal.socket.PortLock;

/**
 * A TCP port on the loopback interface where nothing listens: connections are refused. While this is open, no other
 * process is given the port, as may happen to one that was free a moment ago.
 *
 * <pre>{@code
 * try (ClosedPort port = ClosedPort.reserve()) {
 *     Result result = probe("http://127.0.0.1:" + port.port());
 * }
 * }</pre>
 *
 * <p>To start a server of your own on the port, close this right before.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class ClosedPort implements AutoCloseable {
    private final PortLock lock;

    private ClosedPort(PortLock lock) {
        this.lock = lock;
    }

    /**
     * Takes a free port.
     *
     * @return a port that refuses, never null
     * @throws dev.vitals.testkit.options.ServerException if there is none
     */
    public static ClosedPort reserve() {
        return new ClosedPort(PortLock.free());
    }

    /**
     * The address to connect to.
     *
     * @return the loopback address in digits, never null
     */
    public String host() {
        return PortLock.HOST;
    }

    /**
     * The port to connect to.
     *
     * @return from 1 to 65535
     */
    public int port() {
        return lock.port();
    }

    /** Frees the port. Does nothing the second time. */
    @Override
    public void close() {
        lock.close();
    }
}
