package dev.vitals.testkit.network;

import dev.vitals.testkit.TestServer;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.internal.socket.Sockets;
import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and a server and breaks the network between them on demand.
 *
 * <pre>{@code
 * try (FlakyProxy network = FlakyProxy.to(postgres)) {
 *     connect("jdbc:postgresql://127.0.0.1:" + network.port() + "/postgres");
 *     network.stall(); // connected, but nothing gets through
 *     network.restore();
 * }
 * }</pre>
 *
 * <p>This class is thread-safe. It runs one daemon thread, and two for each connection.
 *
 * @since 0.1.0
 */
public final class FlakyProxy implements AutoCloseable {

    private static final int DEFAULT_BACKLOG = 0;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final ServerSocket entrance;
    private final InetSocketAddress target;
    private final Gate gate = new Gate();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean cut;

    private FlakyProxy(ServerSocket entrance, InetSocketAddress target) {
        this.entrance = entrance;
        this.target = target;
        this.acceptor = thread("accept", this::acceptAll);
    }

    /**
     * Opens a working connection to a server.
     *
     * @param server where to
     * @return an open proxy, never null
     * @throws ServerException if no port can be opened
     */
    public static FlakyProxy to(TestServer server) {
        return to(server.host(), server.port());
    }

    /**
     * Opens a working connection to an address, which need not answer yet.
     *
     * @param host a name or an address
     * @param port from 1 to 65535
     * @return an open proxy, never null
     * @throws ServerException if no port can be opened
     */
    public static FlakyProxy to(String host, int port) {
        try {
            ServerSocket entrance = Sockets.listen(DEFAULT_BACKLOG);
            var proxy = new FlakyProxy(entrance, new InetSocketAddress(host, port));
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new ServerException("cannot open a proxy to " + host + ":" + port, e);
        }
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
        return entrance.getLocalPort();
    }

    /**
     * Resets all connections, and each new one as soon as it is made, until {@link #restore()}.
     */
    public void cut() {
        cut = true;
        sockets.forEach(Sockets::reset);
    }

    /**
     * Keeps connections open and accepts new ones, but lets nothing through, until {@link #restore()}.
     */
    public void stall() {
        gate.shut();
    }

    /**
     * Lets everything through again, first of all what was held back; connections that were cut stay cut.
     */
    public void restore() {
        cut = false;
        gate.open();
    }

    /**
     * Resets all connections and frees the port. Does nothing the second time. On an interrupted thread the port may
     * stay open a moment longer.
     */
    @Override
    public void close() {
        Sockets.close(entrance);
        cut();
        gate.open();
        try {
            // The port is free once no thread waits for a connection any more.
            acceptor.join(CONNECT_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            sockets.add(client);
            thread("connect", () -> connect(client)).start();
        }
    }

    private void connect(Socket client) throws IOException {
        try (client;
                var server = new Socket()) {
            sockets.add(server);
            gate.pass();
            // A socket that came in while cut() ran is in the set by now, or sees the flag here.
            if (cut) {
                Sockets.reset(client);
                return;
            }
            server.connect(target, CONNECT_TIMEOUT_MILLIS);
            thread("answer", () -> pump(server, client)).start();
            pump(client, server);
        } finally {
            sockets.remove(client);
            sockets.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            var buffer = new byte[8192];
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                gate.pass();
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
        } finally {
            sockets.remove(from);
        }
    }

    private Thread thread(String task, NetworkTask body) {
        var thread = new Thread(body::runQuietly, "vitals-flaky-proxy-" + task + "-" + port());
        thread.setDaemon(true);
        return thread;
    }

    /** Work that ends when its connection ends. */
    @FunctionalInterface
    private interface NetworkTask {

        void run() throws IOException;

        default void runQuietly() {
            try {
                run();
            } catch (IOException e) {
                // The connection is gone, and with it the work.
            }
        }
    }

    /** Lets threads through while it is open. */
    private static final class Gate {

        private boolean open = true;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void shut() {
            open = false;
        }

        synchronized void pass() throws IOException {
            while (!open) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
        }
    }
}
