package dev.vitals.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs checks in a heap that it fills to the last byte for some seconds and then frees, and prints a line when
 * each has run again, a listener has heard of it, and the endpoint answers.
 */
final class FullHeap {
    private static final int CHECKS = 5;

    private static volatile Object kept = "";

    private FullHeap() {}

    public static void main(String[] arguments) throws Exception {
        AtomicInteger[] runs = new AtomicInteger[CHECKS];
        AtomicInteger changes = new AtomicInteger();
        var builder =
                Vitals.builder("full").startUpGrace(Duration.ZERO).reportListener(change -> changes.incrementAndGet());
        for (int i = 0; i < CHECKS; i++) {
            AtomicInteger count = new AtomicInteger();
            runs[i] = count;
            builder.check(
                    "check-" + i,
                    context -> count.incrementAndGet() % 2 == 0 ? Result.up() : Result.down("test.odd", "odd"),
                    c -> c.timeout(Duration.ofMillis(50)).every(Duration.ofMillis(50)));
        }
        try (Vitals vitals = builder.build();
                HealthServer server = vitals.serve(0)) {
            await(runs, changes);
            vitals.report();
            awaitAnswer(server);
            fill(Duration.ofSeconds(Integer.parseInt(arguments[0])));
            kept = "";
            System.gc();
            await(runs, changes);
            awaitAnswer(server);
            System.out.println("went on");
        }
    }

    /** Waits until every check has run ten times more, and listeners have heard of it. */
    private static void await(AtomicInteger[] runs, AtomicInteger changes) throws InterruptedException {
        int heard = changes.get();
        for (AtomicInteger count : runs) {
            int before = count.get();
            while (count.get() < before + 10) {
                Thread.sleep(5);
            }
        }
        while (changes.get() == heard) {
            Thread.sleep(5);
        }
    }

    /** Asks, on a new connection each time, until there is an answer. */
    private static void awaitAnswer(HealthServer server) throws Exception {
        for (boolean answered = false; !answered; Thread.sleep(5)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write("GET /health/live HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
                answered = new String(socket.getInputStream().readAllBytes(), US_ASCII).startsWith("HTTP/1.1 200");
            } catch (IOException notYet) {
                // The next time.
            }
        }
    }

    /** Takes every byte there is, again and again: others free some when they fail. */
    private static void fill(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int size = 1 << 20;
        while (System.nanoTime() - end < 0) {
            try {
                kept = new Object[] {kept, new byte[size]};
            } catch (OutOfMemoryError full) {
                size = size > 16 ? size / 2 : 1;
            }
        }
    }
}
