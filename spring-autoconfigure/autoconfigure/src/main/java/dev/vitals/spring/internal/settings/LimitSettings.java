package dev.vitals.spring.internal.settings;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the limits of one kind of check by the names of the record's components: {@code longest-wait.warn=5s}. */
final class LimitSettings<T extends CheckLimits> {
    private final Properties properties;
    private final String prefix;
    private final Class<T> type;
    private final Map<String, UnaryOperator<Object>> changes = new LinkedHashMap<>();
    /** The properties that are set, as a reader finds them. */
    private final List<String> given = new ArrayList<>();

    /** Reads what is set below a prefix, which ends in a dot. */
    LimitSettings(Properties properties, String prefix, Class<T> type) {
        this.properties = properties;
        this.prefix = prefix;
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            read(component);
        }
    }

    private void read(RecordComponent component) {
        String name = prefix + dashed(component.getName());
        Class<?> kind = component.getType();
        if (kind == Threshold.class) {
            threshold(component.getName(), name);
        } else if (kind == Size.class) {
            keep(component, properties.parsed(name, Size::parse));
        } else if (kind == Set.class) {
            keep(component, properties.list(name).map(Set::copyOf));
        } else if (kind == int.class) {
            keep(component, properties.read(name, Integer.class));
        } else if (kind == boolean.class) {
            keep(component, properties.read(name, Boolean.class));
        } else if (kind == Duration.class) {
            keep(component, properties.read(name, Duration.class));
        }
    }

    private void keep(RecordComponent component, Optional<?> value) {
        value.ifPresent(known -> {
            given.add(properties.described(prefix + dashed(component.getName())));
            changes.put(component.getName(), before -> known);
        });
    }

    private void threshold(String component, String name) {
        Optional<String> warn = properties.read(name + ".warn", String.class);
        Optional<String> fail = properties.read(name + ".fail", String.class);
        warn.ifPresent(text -> given.add(properties.described(name + ".warn")));
        fail.ifPresent(text -> given.add(properties.described(name + ".fail")));
        if (warn.isPresent() || fail.isPresent()) {
            changes.put(component, before -> {
                Threshold old = (Threshold) before;
                return new Threshold(
                        old.direction(),
                        old.unit(),
                        number(old, name + ".warn", warn, old.warn()),
                        number(old, name + ".fail", fail, old.fail()));
            });
        }
    }

    private OptionalDouble number(Threshold old, String name, Optional<String> text, OptionalDouble before) {
        if (text.isEmpty()) {
            return before;
        }
        try {
            return text.get().equals("none") ? OptionalDouble.empty() : OptionalDouble.of(number(old, text.get()));
        } catch (IllegalArgumentException refused) {
            properties.fault(name, "must be " + words(old) + ", or none");
            return before;
        }
    }

    private static double number(Threshold old, String text) {
        return switch (old.unit()) {
            case SECONDS -> Properties.duration(text).toNanos() / 1e9;
            case BYTES -> Size.parse(text).bytes();
            case COUNT -> Long.parseLong(text);
            default ->
                text.endsWith("%")
                        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                        : Double.parseDouble(text);
        };
    }

    private static String words(Threshold old) {
        return switch (old.unit()) {
            case SECONDS -> "a duration such as 500ms, 5s or 2m";
            case BYTES -> "a size such as 512MB";
            case COUNT -> "a whole number";
            case RATIO -> "a part such as 0.85 or 85%";
            default -> "a number";
        };
    }

    /** Returns the set with what was read; without it, the set itself. */
    ProbeSet<?> applyTo(ProbeSet<?> set) {
        if (changes.isEmpty()) {
            return set;
        }
        try {
            return set.limits(type, this::changed);
        } catch (IllegalArgumentException refused) {
            properties.fault(String.join(", ", given) + ": " + refused.getMessage());
            return set;
        }
    }

    private T changed(T before) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                Object old = components[i].getAccessor().invoke(before);
                values[i] = changes.getOrDefault(components[i].getName(), UnaryOperator.identity())
                        .apply(old);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the limits " + type.getSimpleName() + " cannot be changed", e);
        }
    }

    /** {@code longestWait} as Spring Boot writes it: {@code longest-wait}. */
    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
