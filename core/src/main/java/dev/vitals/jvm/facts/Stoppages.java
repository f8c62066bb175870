package dev.vitals.jvm.facts;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The collectors that stop the application while they work. The others, which work beside it, report how long their
 * cycles took; that is no pause.
 */
public final class Stoppages {
    private final GarbageCollectorMXBean[] collectors;

    private Stoppages(List<GarbageCollectorMXBean> collectors) {
        this.collectors = collectors.toArray(GarbageCollectorMXBean[]::new);
    }

    /** Returns those of this virtual machine. */
    public static Stoppages ofThisMachine() {
        return new Stoppages(ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> stops(collector.getName()))
                .toList());
    }

    /** As in {@code ZGC Major Cycles}, {@code Shenandoah Cycles}, {@code G1 Concurrent GC}. */
    static boolean stops(String collector) {
        return !collector.contains("Cycles") && !collector.contains("Concurrent");
    }

    /** Returns for how many milliseconds they have stopped the application since it started. Allocates nothing. */
    public long millis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }

    /** Returns how often they have. */
    public long count() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += Math.max(0, collector.getCollectionCount());
        }
        return sum;
    }
}
