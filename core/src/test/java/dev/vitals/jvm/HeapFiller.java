package dev.vitals.jvm;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.util.ArrayList;
import java.util.List;

/** Fills the heap of its own process to a given percentage with what stays alive, then says what the probe says. */
final class HeapFiller {
    private static final int PIECE = 60_000;
    private static final List<byte[]> KEPT = new ArrayList<>();

    @SuppressWarnings("unused")
    private static Object filling = KEPT;

    private HeapFiller() {}

    public static void main(String[] arguments) throws Exception {
        HeapProbe probe = HeapProbe.create();
        TestContext context = new TestContext();
        Result first = context.run(probe);
        double percent = Double.parseDouble(arguments[0]);
        if (percent < 100) {
            fillTo(percent);
        } else {
            fillToTheLastByte();
        }
        Result last = first;
        for (int look = 0; look < LiveHeap.LOOKS; look++) {
            System.gc();
            last = context.run(probe);
        }
        KEPT.remove(0);
        System.out.println(first.status() + " " + first.summary());
        System.out.println(last.status() + " " + last.cause() + " " + percent(last) + " " + last.summary());
        System.out.println(KEPT.size());
    }

    private static void fillTo(double percent) {
        HeapReading reading = HeapReading.now();
        List<HeapPool> pools = reading.old().isEmpty() ? reading.pools() : reading.old();
        long max = reading.maxOf(pools).orElseThrow();
        while (KEPT.size() * (double) PIECE < max * percent / 100) {
            KEPT.add(new byte[PIECE]);
        }
    }

    private static void fillToTheLastByte() {
        KEPT.add(new byte[8_000_000]);
        for (int size = 1 << 20; size > 0; size /= 2) {
            try {
                while (true) {
                    filling = new Object[] {filling, new byte[size]};
                }
            } catch (OutOfMemoryError full) {
                // Then smaller pieces.
            }
        }
    }

    private static double percent(Result result) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals("heap.alive.percent"))
                .mapToDouble(Observation::value)
                .findFirst()
                .orElse(-1);
    }
}
