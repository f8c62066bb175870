package dev.vitals.jvm;

import dev.vitals.host.DiskProbe;
import dev.vitals.host.MemoryProbe;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the heap of its own process to a given percentage with objects that stay alive, then prints the answers of the
 * heap probe before and after, and then of the others.
 */
final class HeapFiller {
    private static final int PIECE = 60_000;
    private static final List<byte[]> KEPT = new ArrayList<>();

    private static Object filling = KEPT;

    private HeapFiller() {}

    public static void main(String[] arguments) throws Exception {
        HeapProbe heap = HeapProbe.create();
        DiskProbe disk = DiskProbe.at(Path.of("/"));
        MemoryProbe memory = MemoryProbe.create();
        TestContext context = new TestContext();
        context.run(disk);
        context.run(memory);
        Result before = context.run(heap);
        fill(Double.parseDouble(arguments[0]));
        Result after = before;
        for (int sample = 0; sample < LiveHeap.SAMPLES; sample++) {
            System.gc();
            after = context.run(heap);
        }
        Result diskAfter = context.run(disk);
        Result memoryAfter = context.run(memory);
        KEPT.clear();
        filling = KEPT;
        System.gc();
        System.out.println(before.status() + " " + before.summary());
        System.out.println(after.status() + " " + after.cause() + " " + percent(after) + " " + after.summary());
        System.out.println(diskAfter.cause() + " " + memoryAfter.cause() + " " + filling);
    }

    private static void fill(double percent) {
        if (percent < 100) {
            fillTo(percent);
        } else {
            fillToTheLastByte();
        }
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
                .filter(observation -> observation.name().equals("heap.alive.ratio"))
                .mapToDouble(ratio -> 100 * ratio.value())
                .findFirst()
                .orElse(-1);
    }
}
