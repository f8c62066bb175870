package dev.vitals.jetty;

import dev.vitals.endpoint.HttpFront;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Accepts a bounded number of connections, and closes those that send a head too slowly. Jetty itself bounds only how
 * long a connection may stand still, which one byte now and then gets around.
 */
final class BoundedConnector extends ServerConnector {
    private static final int MOST_CONNECTIONS = 500;

    /** A connection beyond the backlog is retried by its caller after a second. */
    private static final int BACKLOG = 1024;

    /** What the kernel keeps for a caller who does not read. */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final long IDLE_MILLIS = 30_000;
    private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final HttpFront front;
    private final Map<EndPoint, Head> heads = new ConcurrentHashMap<>();

    BoundedConnector(Server server, HttpConnectionFactory factory, HttpFront front) {
        // A thread of its own accepts: the one that selects does not pause when accepting fails.
        super(server, 1, 1, factory);
        this.front = front;
        setAcceptQueueSize(BACKLOG);
        setAcceptedSendBufferSize(SEND_BUFFER);
        setIdleTimeout(IDLE_MILLIS);
        setReuseAddress(true);
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        heads.put(endPoint, new Head(0, 0, System.nanoTime()));
        if (heads.size() > MOST_CONNECTIONS) {
            heads.entrySet().stream()
                    .filter(entry -> !isAnswering(entry.getKey()))
                    .min(Comparator.comparingLong(entry -> entry.getValue().since() - System.nanoTime()))
                    .ifPresent(oldest -> oldest.getKey().close());
        }
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        heads.remove(endPoint);
        super.onEndPointClosed(endPoint);
    }

    /** Jetty would pause for a second and log each time. What is thrown here ends accepting for good. */
    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        try {
            if (isOpen() && !(failure instanceof IOException && front.outOfDescriptors())) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Throwable e) {
            // The heap may be full. The next connection may find it otherwise.
        }
        return isOpen();
    }

    /** Closes every connection that has been at one head for too long. */
    void sweep() {
        long now = System.nanoTime();
        heads.forEach((endPoint, head) -> {
            Connection connection = endPoint.getConnection();
            boolean reading = connection != null
                    && head.messages() == connection.getMessagesIn()
                    && (head.messages() == 0 || connection.getBytesIn() > head.bytes());
            if (connection == null || isAnswering(endPoint) || !reading) {
                heads.computeIfPresent(endPoint, (key, old) -> Head.of(connection, old.since(), now));
            } else if (now - head.since() > HEAD_NANOS) {
                endPoint.close();
            }
        });
    }

    private static boolean isAnswering(EndPoint endPoint) {
        Connection connection = endPoint.getConnection();
        return connection != null && connection.getMessagesIn() > connection.getMessagesOut();
    }

    /**
     * The head that a connection is at.
     *
     * @param messages the requests that came before it
     * @param bytes what had come when it was not begun yet
     * @param since when that was last so
     */
    private record Head(long messages, long bytes, long since) {
        static Head of(@org.jspecify.annotations.Nullable Connection connection, long opened, long now) {
            return connection == null
                    ? new Head(0, 0, opened)
                    : new Head(connection.getMessagesIn(), connection.getBytesIn(), now);
        }
    }
}
