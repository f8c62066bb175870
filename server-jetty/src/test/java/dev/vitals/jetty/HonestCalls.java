package dev.vitals.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Calls as an orchestrator makes them, each over a connection of its own. */
record HonestCalls(int refused, Duration median, Duration slowest) {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int BRIEF_MILLIS = 200;

    static HonestCalls make(int count, Duration pause, InetSocketAddress target) {
        long[] nanos = new long[count];
        int refused = 0;
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(pause.toNanos());
            long start = System.nanoTime();
            refused += call(target) ? 0 : 1;
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new HonestCalls(refused, Duration.ofNanos(nanos[count / 2]), Duration.ofNanos(nanos[count - 1]));
    }

    static boolean call(InetSocketAddress target) {
        return call(target, PATIENCE_MILLIS);
    }

    /** For a server of which no answer is expected. */
    static boolean callBriefly(InetSocketAddress target) {
        return call(target, BRIEF_MILLIS);
    }

    private static boolean call(InetSocketAddress target, int patience) {
        try (Socket socket = new Socket()) {
            socket.connect(target, patience);
            socket.setSoTimeout(patience);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    boolean allWithin(Duration limit) {
        return refused == 0 && slowest.compareTo(limit) < 0;
    }

    @Override
    public String toString() {
        return refused + " refused, median " + median.toMillis() + " ms, slowest " + slowest.toMillis() + " ms";
    }
}
