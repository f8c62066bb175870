package dev.vitals.spring.internal.sources;

import dev.vitals.VitalsBuilder;
import dev.vitals.host.HostProbes;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.spring.internal.settings.Properties;

/** The host and the virtual machine, which every application has. */
public final class StandardSource implements CheckSource {
    @Override
    public void addTo(VitalsBuilder builder, Properties properties) {
        if (properties.read("host.enabled", Boolean.class).orElse(true)) {
            builder.add(HostProbes.standard());
        }
        if (properties.read("jvm.enabled", Boolean.class).orElse(true)) {
            builder.add(JvmProbes.standard());
        }
    }
}
