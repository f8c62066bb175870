package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the virtual machine says of itself through its management beans. */
final class JvmFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Path ROOT = Path.of("/");

    private JvmFiles() {}

    static final class MemoryFile implements Collector {
        @Override
        public String file() {
            return "jvm/memory.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            ObjectNode root = JSON.objectNode();
            usage(root, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
            usage(root, "nonHeap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
            ObjectNode pools = root.putObject("pools");
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                ObjectNode one = pools.putObject(pool.getName());
                usage(one, "now", pool.getUsage());
                usage(one, "afterCollection", pool.getCollectionUsage());
                usage(one, "peak", pool.getPeakUsage());
            }
            ObjectNode buffers = root.putObject("buffers");
            for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
                buffers.putObject(pool.getName())
                        .put("count", pool.getCount())
                        .put("used", pool.getMemoryUsed())
                        .put("capacity", pool.getTotalCapacity());
            }
            Holdings.read(ROOT)
                    .map(facts::put)
                    .ifPresent(holdings ->
                            root.put("resident", holdings.resident()).put("residentElsewhereAtLeast", holdings.rest()));
            root.put("classesLoaded", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
            out.json(root);
        }

        private static void usage(ObjectNode parent, String name, @Nullable MemoryUsage usage) {
            if (usage == null) {
                return;
            }
            ObjectNode one = parent.putObject(name);
            one.put("used", usage.getUsed()).put("committed", usage.getCommitted());
            if (usage.getMax() > 0) {
                one.put("max", usage.getMax());
            }
        }
    }

    record GcFile(GcLog log, Trends trends) implements Collector {
        @Override
        public String file() {
            return "jvm/gc.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            ObjectNode root = JSON.objectNode();
            ObjectNode collectors = root.putObject("collectors");
            for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
                collectors
                        .putObject(bean.getName())
                        .put("count", bean.getCollectionCount())
                        .put("millis", bean.getCollectionTime());
            }
            GcOverhead overhead = facts.put(GcOverhead.of(trends.machine()));
            overhead.lastMinute().ifPresent(share -> root.put("overheadLastMinute", share));
            overhead.lastFiveMinutes().ifPresent(share -> root.put("overheadLastFiveMinutes", share));
            var last = root.putArray("last");
            for (GcLog.Collection one : log.last()) {
                last.addObject()
                        .put("startedMillisAfterStart", one.startMillis())
                        .put("collector", one.collector())
                        .put("cause", one.cause())
                        .put("millis", one.millis())
                        .put("concurrent", one.isConcurrent())
                        .put("before", one.before())
                        .put("after", one.after());
            }
            out.json(root);
        }
    }

    static final class RuntimeFile implements Collector {
        @Override
        public String file() {
            return "jvm/runtime.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
            ObjectNode root = JSON.objectNode();
            root.put("name", runtime.getVmName())
                    .put("vendor", runtime.getVmVendor())
                    .put("version", Runtime.version().toString())
                    .put("started", Instant.ofEpochMilli(runtime.getStartTime()).toString())
                    .put("uptimeSeconds", runtime.getUptime() / 1_000)
                    .put("pid", ProcessHandle.current().pid())
                    .put("processors", Runtime.getRuntime().availableProcessors())
                    .put("maxHeap", Runtime.getRuntime().maxMemory());
            var collectors = root.putArray("collectors");
            ManagementFactory.getGarbageCollectorMXBeans().forEach(bean -> collectors.add(bean.getName()));
            var arguments = root.putArray("arguments");
            runtime.getInputArguments().forEach(arguments::add);
            out.json(root);
        }
    }
}
