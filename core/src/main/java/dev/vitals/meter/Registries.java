package dev.vitals.meter;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.push.PushRegistryConfig;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the kinds of registries have in common, and what not. */
final class Registries {
    /** Those that keep a configuration which says whether, and in what steps, they count. */
    private static final Set<String> CONFIGURED =
            Set.of("StepMeterRegistry", "SimpleMeterRegistry", "OtlpMeterRegistry");

    private Registries() {}

    /** Returns the registry itself or the most telling member of a composite one. */
    static MeterRegistry toRead(MeterRegistry registry) {
        List<MeterRegistry> members = new ArrayList<>();
        collect(registry, members);
        return members.stream()
                .filter(member -> !countsInSteps(member))
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
     * Returns the length of a registry's steps; empty if it counts from its start on. Micrometer does not publish it, so it
     * is read from the field that holds the registry's configuration.
     *
     * @throws Unreadable if it cannot be read
     */
    static Optional<Duration> step(MeterRegistry registry) {
        Optional<Class<?>> configured = classes(registry)
                .filter(type -> CONFIGURED.contains(type.getSimpleName()))
                .findFirst();
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        try {
            Object config = config(registry, configured.get());
            boolean inSteps = registry instanceof StepMeterRegistry || isInSteps(config);
            return inSteps ? Optional.of(length(config)) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new Unreadable(Result.unknown(
                            MeterCauses.UNREADABLE,
                            "whether the registry counts in steps, and how long they are, cannot be seen")
                    .remedy(Remedy.words("give their length where the check is made: Meters.step(Duration)")));
        }
    }

    private static boolean countsInSteps(MeterRegistry registry) {
        try {
            return step(registry).isPresent();
        } catch (Unreadable notShown) {
            return true;
        }
    }

    private static Object config(MeterRegistry registry, Class<?> type) throws ReflectiveOperationException {
        Field config = type.getDeclaredField("config");
        config.setAccessible(true);
        return Objects.requireNonNull(config.get(registry), "config");
    }

    /** By a cast where there is a type for it: a class of an application's own may not be opened to us. */
    private static Duration length(Object config) throws ReflectiveOperationException {
        return config instanceof PushRegistryConfig push ? push.step() : (Duration) ask(config, "step");
    }

    private static boolean isInSteps(Object config) throws ReflectiveOperationException {
        return config instanceof SimpleConfig simple
                ? simple.mode() == CountingMode.STEP
                : ask(config, "aggregationTemporality").toString().equals("DELTA");
    }

    /** The class of a configuration may be hidden, its interfaces are public. */
    private static Object ask(Object config, String question) throws ReflectiveOperationException {
        Method method = config.getClass().getMethod(question);
        method.setAccessible(true);
        return Objects.requireNonNull(method.invoke(config), question);
    }

    /** Whether the buckets of a registry's histograms count from its start on; those of others cover a time of their own. */
    static boolean keepsBuckets(MeterRegistry registry) {
        return classes(registry).anyMatch(type -> type.getSimpleName().equals("PrometheusMeterRegistry"));
    }

    private static Stream<Class<?>> classes(MeterRegistry registry) {
        return Stream.iterate(registry.getClass(), type -> type != null, Class::getSuperclass);
    }
}
