package dev.vitals.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** Closing sockets when nobody is left to be told of an error. */
final class Sockets {

    private Sockets() {}

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned.
        }
    }

    /** Closes with a reset instead of an orderly end, as a broken network does. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It is closed already.
        }
        close(socket);
    }
}
