package dev.vitals.http.internal.client;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clients of the JDK that are in use: one for each way to connect, whatever the number of checks.
 *
 * <p>A client has one thread of its own. On JDK 17 it cannot be closed: its thread and sockets end when nothing refers to
 * it any more, so the last check that gives it back lets go of it here. The threads that work for clients end by
 * themselves when there is nothing to do. None of them has the class loader of the application.
 */
final class Clients {
    private static final int THREADS = 2;
    private static final Map<Transport, Held> OPEN = new HashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ScheduledThreadPoolExecutor WORKERS = workers();

    private static final class Held {
        private final HttpClient client;
        private int leases;

        private Held(HttpClient client) {
            this.client = client;
        }
    }

    private Clients() {}

    static synchronized HttpClient take(Transport transport) {
        Held held = OPEN.computeIfAbsent(transport, missing -> new Held(make(missing)));
        held.leases++;
        return held.client;
    }

    static synchronized void giveBack(Transport transport) {
        Held held = OPEN.get(transport);
        if (held != null && --held.leases == 0) {
            OPEN.remove(transport);
            close(held.client);
        }
    }

    private static HttpClient make(Transport transport) {
        Thread current = Thread.currentThread();
        ClassLoader application = current.getContextClassLoader();
        // The thread of the client inherits it.
        current.setContextClassLoader(null);
        try {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().executor(WORKERS).followRedirects(Redirect.NEVER);
            transport.ssl().ifPresent(builder::sslContext);
            transport.proxy().selector().ifPresent(builder::proxy);
            return builder.build();
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

    /** Runs something that does not block after some time, unless cancelled before. */
    static Future<?> later(Duration time, Runnable task) {
        return WORKERS.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor workers() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, Clients::thread);
        pool.setKeepAliveTime(5, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "vitals-http-client-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
