package dev.vitals.engine;

import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs checks in a heap that it fills to the last byte for some seconds and then frees, and prints a line when
 * each has run again and a listener has heard of it.
 */
final class FullHeap {
    private static final int CHECKS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        try (Vitals vitals = builder.build()) {
            await(runs, changes);
            vitals.report();
            fill(Duration.ofSeconds(Integer.parseInt(arguments[0])));
            kept = "";
            System.gc();
            await(runs, changes);
            System.out.println("went on");
        }
    }

    /** Waits until every check has run ten times more, and listeners have heard of it. */
    private static void await(AtomicInteger[] runs, AtomicInteger changes) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int heard = changes.get();
        for (AtomicInteger count : runs) {
            int before = count.get();
            while (count.get() < before + 10) {
                pause(end, "a check does not run");
            }
        }
        while (changes.get() == heard) {
            pause(end, "no listener hears of anything");
        }
    }

    /** Says what all threads are doing instead. */
    private static void pause(long end, String wrong) throws InterruptedException {
        if (System.nanoTime() - end > 0) {
            System.err.println(wrong);
            Thread.getAllStackTraces()
                    .forEach((thread, stack) -> System.err.println(thread + " " + Arrays.toString(stack)));
            System.exit(1);
        }
        Thread.sleep(5);
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
