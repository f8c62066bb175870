package dev.vitals.jetty;

import dev.vitals.endpoint.HttpFront;
import dev.vitals.endpoint.HttpServerProvider.Listening;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A server with a thread that watches over it, and starts it again when its selecting thread no longer answers: an error,
 * such as a full heap, may have ended it.
 */
final class WatchedServer implements Listening {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** For a machine so busy that a healthy thread is not seen for seconds. */
    private static final int MOST_MISSED = 20;

    private final HttpFront front;
    private final InetSocketAddress address;
    private final AtomicInteger heartbeat = new AtomicInteger();
    private final Thread watch = new Thread(null, this::watch, "vitals-http-watch", 0, false);
    private JettyServer server;
    private volatile boolean stopping;
    private int lastBeat;
    private int missed;

    private WatchedServer(InetSocketAddress address, HttpFront front, JettyServer server) {
        this.front = front;
        this.server = server;
        this.address = new InetSocketAddress(address.getAddress(), server.port());
    }

    static WatchedServer start(InetSocketAddress address, HttpFront front) throws IOException {
        WatchedServer watched = new WatchedServer(address, front, JettyServer.start(address, front));
        watched.watch.setDaemon(true);
        watched.watch.start();
        return watched;
    }

    private void watch() {
        while (!stopping) {
            try {
                LockSupport.parkNanos(LOOK_NANOS);
                look();
            } catch (Throwable e) {
                // The heap may be full. The next look may find it otherwise.
            }
        }
    }

    private synchronized void look() throws IOException {
        if (stopping) {
            return;
        }
        int beat = heartbeat.get();
        missed = beat == lastBeat ? missed + 1 : 0;
        lastBeat = beat;
        if (missed > MOST_MISSED) {
            server.stop();
            server = JettyServer.start(address, front);
            missed = 0;
            front.revived("its thread did not answer for " + MOST_MISSED / 2 + " s");
        }
        server.ask(heartbeat);
        server.sweep();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void stop() {
        stopping = true;
        synchronized (this) {
            server.stop();
        }
        LockSupport.unpark(watch);
    }
}
