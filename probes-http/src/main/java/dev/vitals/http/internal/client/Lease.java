package dev.vitals.http.internal.client;

import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.remote.NetworkFault;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One check's share in a client: taken with the first request, given back when the check is closed. Thread-safe. */
public final class Lease implements AutoCloseable {
    private final Transport transport;
    private @Nullable HttpClient client;
    private boolean closed;

    public Lease(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /** Returns the client. */
    public synchronized HttpClient client() throws HttpFailure {
        if (closed) {
            throw HttpFailure.of(NetworkFault.CLOSED, "");
        }
        HttpClient taken = client;
        if (taken == null) {
            taken = Clients.take(transport);
            client = taken;
        }
        return taken;
    }

    /** Runs something that does not block after some time, on a thread of the clients, unless cancelled before. */
    public Future<?> later(Duration time, Runnable task) {
        return Clients.later(time, task);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client = null;
            Clients.giveBack(transport);
        }
    }
}
