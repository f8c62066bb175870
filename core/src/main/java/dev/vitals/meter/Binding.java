package dev.vitals.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/** Our series in one registry. */
final class Binding {
    private final MeterRegistry registry;
    private final Tags tags;
    private final ToDoubleFunction<Series> value;
    private final Map<Series, Meter> meters = new HashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private boolean closed;

    Binding(MeterRegistry registry, Tags tags, ToDoubleFunction<Series> value) {
        this.registry = registry;
        this.tags = tags;
        this.value = value;
    }

    /** Whether somebody else has a series of ours in the registry, who then keeps it. */
    boolean isTaken(Set<Series> wanted) {
        return wanted.stream().anyMatch(series -> !meters.containsKey(series) && isThere(series));
    }

    private boolean isThere(Series series) {
        return registry.find(series.kind().title()).tags(series.tags()).meters().stream()
                .anyMatch(meter ->
                        Tags.of(meter.getId().getTags()).equals(series.tags().and(tags)));
    }

    /** Sees to it that the registry has a meter for each of some series and no other of ours, unless that is under way. */
    void follow(Set<Series> wanted) {
        if (changing.tryLock()) {
            try {
                if (!closed && !meters.keySet().equals(wanted)) {
                    removeAll(without(wanted));
                    wanted.forEach(this::add);
                }
            } finally {
                changing.unlock();
            }
        }
    }

    void close() {
        changing.lock();
        try {
            closed = true;
            removeAll(Set.copyOf(meters.keySet()));
        } finally {
            changing.unlock();
        }
    }

    private Set<Series> without(Set<Series> wanted) {
        Set<Series> gone = new HashSet<>(meters.keySet());
        gone.removeAll(wanted);
        return gone;
    }

    private void removeAll(Set<Series> gone) {
        for (Series series : gone) {
            try {
                registry.remove(Objects.requireNonNull(meters.remove(series)));
            } catch (RuntimeException e) {
                // The meter shows no number from now on.
            }
        }
    }

    private void add(Series series) {
        if (!meters.containsKey(series)) {
            try {
                meters.put(series, made(series));
            } catch (RuntimeException e) {
                // The next read tries again.
            }
        }
    }

    private Meter made(Series series) {
        Series.Kind kind = series.kind();
        return kind.counts()
                ? FunctionCounter.builder(kind.title(), series, value)
                        .description(kind.help())
                        .tags(series.tags().and(tags))
                        .register(registry)
                : Gauge.builder(kind.title(), series, value)
                        .description(kind.help())
                        .baseUnit(kind.unit().isEmpty() ? null : kind.unit())
                        .tags(series.tags().and(tags))
                        .strongReference(true)
                        .register(registry);
    }
}
