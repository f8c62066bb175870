package dev.vitals.testkit.network;

import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.internal.socket.Sockets;
import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP address on the loopback interface from which no answer ever comes, for proving that a client gives up in time.
 *
 * <pre>{@code
 * try (BlackHole hole = BlackHole.open()) {
 *     Result result = probe("http://127.0.0.1:" + hole.port());
 * }
 * }</pre>
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class BlackHole implements AutoCloseable {

    private static final int MANY = 1_000;
    private static final int FULL_AFTER_MILLIS = 200;

    private final ServerSocket socket;
    private final List<Socket> fillers = new ArrayList<>();

    private BlackHole(int backlog) throws IOException {
        // accept() is never called: the kernel completes the handshake and keeps what the client sends.
        this.socket = Sockets.listen(backlog);
    }

    /**
     * Opens an address that accepts some hundred connections and whatever is sent, and never answers.
     *
     * @return an open black hole, never null
     * @throws ServerException if no port can be opened
     */
    public static BlackHole open() {
        try {
            return new BlackHole(MANY);
        } catch (IOException e) {
            throw new ServerException("cannot open a black hole", e);
        }
    }

    /**
     * Opens an address where connecting itself hangs, as behind a firewall that drops packets. Works on Linux, where a
     * full queue drops them.
     *
     * @return an open black hole, never null
     * @throws ServerException if no port can be opened, or the system accepts connections all the same
     */
    public static BlackHole unreachable() {
        try {
            var hole = new BlackHole(1);
            hole.fill();
            return hole;
        } catch (IOException e) {
            throw new ServerException("cannot open a black hole", e);
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
        return socket.getLocalPort();
    }

    /**
     * Ends all connections and frees the port. Does nothing the second time.
     */
    @Override
    public void close() {
        fillers.forEach(Sockets::close);
        Sockets.close(socket);
    }

    private void fill() throws IOException {
        for (int i = 0; i < MANY; i++) {
            var filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(host(), port()), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        close();
        throw new IOException("this system accepts connections beyond its backlog");
    }
}
