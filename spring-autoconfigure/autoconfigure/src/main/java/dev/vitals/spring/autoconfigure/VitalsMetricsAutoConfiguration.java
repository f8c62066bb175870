package dev.vitals.spring.autoconfigure;

import dev.vitals.Vitals;
import dev.vitals.meter.VitalsMetrics;
import dev.vitals.spring.internal.DumpMeters;
import dev.vitals.spring.internal.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows the checks as meters in the application's registry, and the registry's meters in dumps.
 */
@AutoConfiguration(after = VitalsAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Vitals.class)
final class VitalsMetricsAutoConfiguration {
    @Bean
    DumpMeters vitalsDumpMeters(ListableBeanFactory beans) {
        return new DumpMeters(beans);
    }

    @Bean
    @ConditionalOnMissingBean(VitalsMetrics.class)
    @ConditionalOnBooleanProperty(prefix = "vitals.metrics", name = "enabled", matchIfMissing = true)
    Meters vitalsMeters(Vitals vitals, ObjectProvider<MeterRegistry> registries) {
        return new Meters(vitals, registries);
    }
}
