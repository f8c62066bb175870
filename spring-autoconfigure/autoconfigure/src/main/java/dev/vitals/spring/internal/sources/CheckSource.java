package dev.vitals.spring.internal.sources;

import dev.vitals.VitalsBuilder;
import dev.vitals.spring.internal.settings.Properties;

/** Something an application has that gets checks by itself. Contacts nothing. */
@FunctionalInterface
public interface CheckSource {
    void addTo(VitalsBuilder builder, Properties properties);
}
