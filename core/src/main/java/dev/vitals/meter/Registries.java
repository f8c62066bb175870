package dev.vitals.meter;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kinds of registries have in common, and what not. */
final class Registries {
    private Registries() {}

    /** Returns the registry itself or the most telling member of a composite one. */
    static MeterRegistry toRead(MeterRegistry registry) {
        List<MeterRegistry> members = new ArrayList<>();
        collect(registry, members);
        return members.stream()
                .filter(member -> !(member instanceof StepMeterRegistry))
                .findFirst()
                .or(() -> members.stream().findFirst())
                .orElse(registry);
    }

    private static void collect(MeterRegistry registry, List<MeterRegistry> members) {
        if (registry instanceof CompositeMeterRegistry composite) {
            composite.getRegistries().forEach(member -> collect(member, members));
        } else {
            members.add(registry);
        }
    }

    /**
     * Returns the length of a registry's steps. Micrometer does not publish it, so it is read from the field that holds it.
     *
     * @throws Unreadable if it cannot be read
     */
    static Optional<Duration> step(MeterRegistry registry) {
        if (!(registry instanceof StepMeterRegistry)) {
            return Optional.empty();
        }
        try {
            Field config = StepMeterRegistry.class.getDeclaredField("config");
            config.setAccessible(true);
            return Optional.of(((StepRegistryConfig) config.get(registry)).step());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new Unreadable(Result.unknown(
                            MeterCauses.UNREADABLE, "the registry counts in steps but does not show how long they are")
                    .remedy(Remedy.words("give their length where the check is made: Meters.step(Duration)")));
        }
    }

    /** Whether the buckets of a registry's histograms count from its start on; those of others cover a time of their own. */
    static boolean keepsBuckets(MeterRegistry registry) {
        return Stream.<Class<?>>iterate(registry.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> type.getSimpleName().equals("PrometheusMeterRegistry"));
    }
}
