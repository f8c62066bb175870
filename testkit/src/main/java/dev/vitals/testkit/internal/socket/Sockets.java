package dev.vitals.testkit.internal.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** What our own servers on sockets share; closing is quiet, since an error would concern no one any more. */
public final class Sockets {

    private Sockets() {}

    /** Listens on a free port of the loopback address. */
    public static ServerSocket listen(int backlog) throws IOException {
        return new ServerSocket(0, backlog, loopback());
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(PortLock.HOST, new byte[] {127, 0, 0, 1});
    }

    public static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned.
        }
    }

    /** Closes with a reset instead of an orderly end, as a broken network does. */
    public static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It is closed already.
        }
        close(socket);
    }
}
