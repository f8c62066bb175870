package dev.vitals.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Something on a port that is not Redis. */
final class Peer implements AutoCloseable {
    interface Behaviour {
        void meet(Socket client) throws Exception;
    }

    private final ServerSocket listener;
    private final List<Socket> met = new ArrayList<>();

    private Peer(Behaviour behaviour) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> accept(behaviour), "peer");
        thread.setDaemon(true);
        thread.start();
    }

    static Peer that(Behaviour behaviour) {
        return new Peer(behaviour);
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket client = listener.accept();
                synchronized (met) {
                    met.add(client);
                }
                behaviour.meet(client);
            }
        } catch (Exception e) {
            // The listener was closed, or the client went away.
        }
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + listener.getLocalPort());
    }

    URI tlsUri() {
        return URI.create("rediss://127.0.0.1:" + listener.getLocalPort());
    }

    int connections() {
        synchronized (met) {
            return met.size();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (met) {
            for (Socket client : met) {
                client.close();
            }
        }
    }
}
