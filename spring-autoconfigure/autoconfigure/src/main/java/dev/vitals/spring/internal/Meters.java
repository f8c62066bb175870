package dev.vitals.spring.internal;

import dev.vitals.Vitals;
import dev.vitals.meter.VitalsMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The checks as meters in the primary registry, which is the composite where there are several, or in all if none is
 * primary. Bound once all beans are made, so that no registry is made earlier than it would be. No {@code MeterBinder}:
 * Spring Boot binds those only where its own auto-configuration of metrics is.
 */
public final class Meters implements SmartInitializingSingleton, AutoCloseable {
    private final VitalsMetrics metrics;
    private final ObjectProvider<MeterRegistry> registries;

    public Meters(Vitals vitals, ObjectProvider<MeterRegistry> registries) {
        this.metrics = VitalsMetrics.of(vitals);
        this.registries = registries;
    }

    @Override
    public void afterSingletonsInstantiated() {
        chosen(registries).forEach(metrics::bindTo);
    }

    /** Returns the registries to use. */
    static Stream<MeterRegistry> chosen(ObjectProvider<MeterRegistry> registries) {
        MeterRegistry one = registries.getIfUnique();
        return one == null ? registries.stream() : Stream.of(one);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
