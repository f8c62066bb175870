package dev.vitals.http.internal.client;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients of the JDK that are in use: one for each way to connect, whatever the number of checks.
 *
 * <p>A client has one thread of its own. On JDK 17 it cannot be closed: its thread and sockets end when nothing refers to
 * it any more, so the last check that gives it back lets go of it here.
 */
final class Clients {
    private static final Map<Transport, Held> OPEN = new HashMap<>();

    private static final class Held {
        private final Client client;
        private int leases;

        private Held(Client client) {
            this.client = client;
        }
    }

    private Clients() {}

    static synchronized Client take(Transport transport) {
        Held held = OPEN.computeIfAbsent(transport, missing -> new Held(make(missing)));
        held.leases++;
        return held.client;
    }

    static synchronized void giveBack(Transport transport) {
        Held held = OPEN.get(transport);
        if (held != null && --held.leases == 0) {
            OPEN.remove(transport);
            close(held.client.http());
        }
    }

    private static Client make(Transport transport) {
        Thread current = Thread.currentThread();
        ClassLoader application = current.getContextClassLoader();
        // The thread of the client inherits it.
        current.setContextClassLoader(null);
        try {
            return new Client(transport);
        } finally {
            current.setContextClassLoader(application);
        }
    }

    /** Ends the client at once where the JDK can, from 21 on. */
    private static void close(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException e) {
            // JDK 17: it ends once it is unreachable.
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the client of the JDK cannot be closed", e);
        }
    }
}
