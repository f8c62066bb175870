package dev.vitals.testkit.internal.socket;

import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port on the loopback address that is ours. While no server listens on it, a socket that is bound but not
 * listening keeps others away: connections are refused, as if nothing were there.
 */
public final class PortLock implements AutoCloseable {

    public static final String HOST = "127.0.0.1";

    private final int port;
    private @Nullable Socket holder;

    private PortLock(Socket holder) {
        this.port = holder.getLocalPort();
        this.holder = holder;
    }

    public static PortLock on(ServerOptions options) {
        return options.port().isEmpty()
                ? free()
                : new PortLock(bind(options.port().getAsInt()));
    }

    public static PortLock free() {
        return new PortLock(bind(0));
    }

    public int port() {
        return port;
    }

    /** Takes the port back after the server has let go of it. */
    public synchronized void hold() {
        if (holder == null) {
            holder = bind(port);
        }
    }

    /** Lets go of the port, for the server to listen on. */
    public synchronized void release() {
        try {
            if (holder != null) {
                holder.close();
            }
        } catch (IOException e) {
            throw new ServerException("cannot release port " + port, e);
        } finally {
            holder = null;
        }
    }

    @Override
    public void close() {
        release();
    }

    private static Socket bind(int port) {
        var socket = new Socket();
        try {
            // Connections of a server that has just stopped linger in TIME_WAIT; they must not keep us out.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Sockets.loopback(), port));
            return socket;
        } catch (IOException e) {
            throw new ServerException(
                    "port " + port + " of " + HOST
                            + " is taken: stop what listens there, name another port, or leave the"
                            + " port out of the options for a free one",
                    e);
        }
    }
}
