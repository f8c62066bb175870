package dev.vitals.spring.internal.sources;

import dev.vitals.host.DiskLimits;
import dev.vitals.host.HostProbes;
import dev.vitals.host.MemoryLimits;
import dev.vitals.jvm.HeapLimits;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.settings.SetSettings;
import java.util.List;
import java.util.Map;

/** The host and the virtual machine, which every application has. */
public final class StandardSource implements CheckSource {
    @Override
    public void addTo(SetSettings checks, Properties properties) {
        if (properties.read("host.enabled", Boolean.class).orElse(true)) {
            checks.add(
                    "host",
                    HostProbes.standard(),
                    List.of(),
                    Map.of("disk", List.of(DiskLimits.class), "memory", List.of(MemoryLimits.class)));
        }
        if (properties.read("jvm.enabled", Boolean.class).orElse(true)) {
            checks.add("jvm", JvmProbes.standard(), List.of(), Map.of("heap", List.of(HeapLimits.class)));
        }
    }
}
