package dev.vitals.http.internal.client;

import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.remote.NetworkFault;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One check's share in a client: taken with the first request, given back when the check is closed. Thread-safe. */
public final class Lease implements AutoCloseable {
    private final Transport transport;
    private @Nullable Client client;
    private boolean closed;
    private volatile @Nullable InetSocketAddress dead;

    public Lease(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /** Returns the client. */
    public synchronized Client client() throws HttpFailure {
        if (closed) {
            throw HttpFailure.of(NetworkFault.CLOSED, "");
        }
        Client taken = client;
        if (taken == null) {
            taken = Clients.take(transport);
            client = taken;
        }
        return taken;
    }

    /** Remembers an address that took no connection; the last one alone. */
    public void suspect(InetSocketAddress address) {
        dead = address;
    }

    /** Forgets that any address took no connection. */
    public void acquit() {
        dead = null;
    }

    /** Whether an address is the one that last took no connection. */
    public boolean dead(InetSocketAddress address) {
        return address.equals(dead);
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
