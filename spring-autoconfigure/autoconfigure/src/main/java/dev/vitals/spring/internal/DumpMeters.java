package dev.vitals.spring.internal;

import dev.vitals.dump.DumpSettings;
import dev.vitals.meter.MeterReadings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** The application's meters for its dumps: of the registries that {@link Meters} chooses, once all beans are made. */
public final class DumpMeters implements DumpPart, SmartInitializingSingleton {
    private final CompositeMeterRegistry all = new CompositeMeterRegistry();
    private final ListableBeanFactory beans;

    public DumpMeters(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Nothing where the application has no registry. Makes none. */
    @Override
    public DumpSettings addTo(DumpSettings settings) {
        boolean any = beans.getBeanNamesForType(MeterRegistry.class, true, false).length > 0;
        return any ? settings.meters(MeterReadings.of(all)) : settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Meters.chosen(beans.getBeanProvider(MeterRegistry.class)).forEach(all::add);
    }
}
