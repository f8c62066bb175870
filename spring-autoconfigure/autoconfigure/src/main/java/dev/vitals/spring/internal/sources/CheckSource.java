package dev.vitals.spring.internal.sources;

import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.settings.SetSettings;

/** Something an application has that gets checks by itself. Contacts nothing. */
@FunctionalInterface
public interface CheckSource {
    void addTo(SetSettings checks, Properties properties);
}
