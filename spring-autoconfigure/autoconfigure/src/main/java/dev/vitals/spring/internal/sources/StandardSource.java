package dev.vitals.spring.internal.sources;

import dev.vitals.host.ClockLimits;
import dev.vitals.host.CpuLimits;
import dev.vitals.host.DescriptorLimits;
import dev.vitals.host.DiskLimits;
import dev.vitals.host.HostProbes;
import dev.vitals.host.InodeLimits;
import dev.vitals.host.MemoryLimits;
import dev.vitals.host.PressureLimits;
import dev.vitals.host.SocketLimits;
import dev.vitals.host.SwapLimits;
import dev.vitals.host.TaskLimits;
import dev.vitals.host.WriteLimits;
import dev.vitals.jvm.ClassLimits;
import dev.vitals.jvm.CodeCacheLimits;
import dev.vitals.jvm.ConvoyLimits;
import dev.vitals.jvm.DirectBufferLimits;
import dev.vitals.jvm.GcLimits;
import dev.vitals.jvm.HeapLimits;
import dev.vitals.jvm.HotThreadLimits;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.jvm.MetaspaceLimits;
import dev.vitals.jvm.PauseLimits;
import dev.vitals.jvm.ThreadLimits;
import dev.vitals.jvm.UncaughtLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.settings.SetSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The host and the virtual machine, which every application has. */
public final class StandardSource implements CheckSource {
    private static final Map<String, List<Class<? extends CheckLimits>>> HOST = Map.ofEntries(
            Map.entry("disk", List.of(DiskLimits.class)),
            Map.entry("memory", List.of(MemoryLimits.class)),
            Map.entry("cpu", List.of(CpuLimits.class)),
            Map.entry("pressure", List.of(PressureLimits.class)),
            Map.entry("swap", List.of(SwapLimits.class)),
            Map.entry("descriptors", List.of(DescriptorLimits.class)),
            Map.entry("tasks", List.of(TaskLimits.class)),
            Map.entry("sockets", List.of(SocketLimits.class)),
            Map.entry("clock", List.of(ClockLimits.class)),
            Map.entry("inodes", List.of(InodeLimits.class)),
            Map.entry("writable", List.of(WriteLimits.class)));

    private static final Map<String, List<Class<? extends CheckLimits>>> JVM = Map.ofEntries(
            Map.entry("heap", List.of(HeapLimits.class)),
            Map.entry("gc", List.of(GcLimits.class)),
            Map.entry("pauses", List.of(PauseLimits.class)),
            Map.entry("metaspace", List.of(MetaspaceLimits.class)),
            Map.entry("classes", List.of(ClassLimits.class)),
            Map.entry("code-cache", List.of(CodeCacheLimits.class)),
            Map.entry("direct-buffers", List.of(DirectBufferLimits.class)),
            Map.entry("threads", List.of(ThreadLimits.class)),
            Map.entry("locks", List.of(ConvoyLimits.class)),
            Map.entry("cpu", List.of(HotThreadLimits.class)),
            Map.entry("uncaught", List.of(UncaughtLimits.class)));

    /** Returns every type of limits, which are changed by reflection. */
    public static List<Class<? extends CheckLimits>> limits() {
        return Stream.of(HOST, JVM)
                .flatMap(each -> each.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void addTo(SetSettings checks, Properties properties) {
        if (properties.read("host.enabled", Boolean.class).orElse(true)) {
            checks.add("host", HostProbes.standard(), List.of("inodes", "writable"), HOST);
        }
        if (properties.read("jvm.enabled", Boolean.class).orElse(true)) {
            checks.add("jvm", JvmProbes.standard(), List.of(), JVM);
        }
    }
}
