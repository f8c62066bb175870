package dev.vitals.dump;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** The last collections, as the virtual machine announced them. Thread-safe. */
final class GcLog implements NotificationListener, AutoCloseable {
    private static final int KEPT = 100;

    private final Deque<Collection> collections = new ArrayDeque<>();

    /**
     * One collection.
     *
     * @param startMillis when it began, since the start of the virtual machine
     * @param collector whose it was
     * @param cause why
     * @param millis how long it took
     * @param before the bytes in use before it
     * @param after the bytes in use after it
     */
    record Collection(long startMillis, String collector, String cause, long millis, long before, long after) {
        /** Whether threads ran on meanwhile. */
        boolean isConcurrent() {
            return GcLog.isConcurrent(collector);
        }
    }

    /** As in {@code ZGC Major Cycles}, {@code G1 Concurrent GC}, {@code Shenandoah Cycles}: their pauses count elsewhere. */
    static boolean isConcurrent(String collector) {
        return collector.contains("Cycles") || collector.contains("Concurrent");
    }

    static GcLog open() {
        GcLog log = new GcLog();
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(log, null, null);
            }
        }
        return log;
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object unused) {
        boolean ours = notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION);
        if (ours && notification.getUserData() instanceof CompositeData data) {
            GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
            GcInfo gc = info.getGcInfo();
            add(new Collection(
                    gc.getStartTime(),
                    info.getGcName(),
                    info.getGcCause(),
                    gc.getDuration(),
                    sum(gc.getMemoryUsageBeforeGc().values()),
                    sum(gc.getMemoryUsageAfterGc().values())));
        }
    }

    private static long sum(Iterable<MemoryUsage> pools) {
        long bytes = 0;
        for (MemoryUsage pool : pools) {
            bytes += pool.getUsed();
        }
        return bytes;
    }

    private synchronized void add(Collection collection) {
        collections.addLast(collection);
        while (collections.size() > KEPT) {
            collections.removeFirst();
        }
    }

    synchronized List<Collection> last() {
        return List.copyOf(collections);
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException gone) {
                    // That is what was wanted.
                }
            }
        }
    }
}
