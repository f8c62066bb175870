package dev.vitals.spring.internal.settings;

import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads properties below {@code vitals.} and remembers which it was asked for, so that those nobody asked for can be named
 * as faults. Read one by one and not bound to a class: a class is bound up to its first fault. Not thread-safe.
 */
public final class Properties {
    public static final String PREFIX = "vitals";

    private static final Logger LOG = LoggerFactory.getLogger(Properties.class);

    private final Binder binder;
    private final List<ConfigurationPropertySource> sources;
    private final Map<String, ConfigurationPropertyName> present = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    public Properties(Environment environment) {
        this.binder = Binder.get(environment);
        this.sources = new ArrayList<>();
        ConfigurationPropertySources.get(environment).forEach(sources::add);
        ConfigurationPropertyName root = ConfigurationPropertyName.of(PREFIX);
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource all) {
                all.stream().filter(root::isAncestorOf).forEach(name -> present.putIfAbsent(name.toString(), name));
            }
        }
    }

    /** Returns whether anything at all is set below a name. */
    boolean anyBelow(String name) {
        ConfigurationPropertyName parent = full(name);
        return present.values().stream().anyMatch(parent::isAncestorOf);
    }

    /** Returns a value; empty when it is not set, or is none of its type, which is a fault. */
    public <T> Optional<T> read(String name, Class<T> type) {
        if (type == Duration.class) {
            return parsed(name, Properties::duration).map(type::cast);
        }
        return bound(name, Bindable.of(type), words(type));
    }

    /** Returns a list, of commas or of one line each; empty when it is not set. */
    Optional<List<String>> list(String name) {
        return bound(name, Bindable.listOf(String.class), "words with commas between them");
    }

    /** Returns a value that is read from text; what the reader refuses is a fault with its message. */
    <T> Optional<T> parsed(String name, Function<String, T> reader) {
        return read(name, String.class).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException refused) {
                fault(name, String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    /**
     * Returns a duration. One without a unit is refused: Spring Boot takes it for milliseconds, who writes it often means
     * seconds, and a limit or an interval a thousand times too short is a false alarm.
     *
     * @throws IllegalArgumentException if it is none, with what is expected
     */
    static Duration duration(String text) {
        String expected = "must be " + words(Duration.class);
        if (text.strip().matches("[+-]?0*[1-9][0-9]*")) {
            throw new IllegalArgumentException(expected + ", with its unit");
        }
        try {
            return DurationStyle.detectAndParse(text.strip());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(expected, refused);
        }
    }

    /** Returns a limit with what is set of its {@code .warn} and {@code .fail}, which are plain numbers. */
    public Threshold limit(String name, Threshold before) {
        try {
            return new Threshold(
                    before.direction(),
                    before.unit(),
                    number(name + ".warn", before.warn()),
                    number(name + ".fail", before.fail()));
        } catch (IllegalArgumentException refused) {
            fault(name + ".fail", String.valueOf(refused.getMessage()));
            return before;
        }
    }

    private OptionalDouble number(String name, OptionalDouble before) {
        Optional<Double> set = read(name, Double.class);
        return set.isPresent() ? OptionalDouble.of(set.get()) : before;
    }

    private <T> Optional<T> bound(String name, Bindable<T> target, String words) {
        known.add(name);
        try {
            return Optional.ofNullable(binder.bind(full(name), target).orElse(null));
        } catch (BindException e) {
            fault(name, "must be " + words);
            return Optional.empty();
        }
    }

    /** Takes note of what is wrong with a property, which is named with its value and where it comes from. */
    public void fault(String name, String what) {
        faults.add(described(name) + ": " + what);
    }

    /** Takes note of a fault of no one property. */
    public void fault(String what) {
        faults.add(what);
    }

    /** Says in the log that properties do nothing, because a bean says all of it: nothing that is set is silently lost. */
    public void overridden(Class<?> bean, String... names) {
        for (String name : names) {
            property(name)
                    .ifPresent(set -> LOG.warn(
                            "{} does nothing: the application's {} bean is used as it is",
                            shown(set),
                            bean.getSimpleName()));
        }
    }

    /** Returns a property as a reader finds it: such as {@code vitals.deadline=5x (application.properties line 3)}. */
    String described(String name) {
        return property(name).map(Properties::shown).orElse(PREFIX + "." + name);
    }

    private static String shown(ConfigurationProperty property) {
        String where = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        boolean secret = property.getName().toString().matches(".*(token|password|secret).*");
        return property.getName() + "=" + (secret ? "***" : property.getValue()) + where;
    }

    /** Returns every property that is set, without what they all start with. */
    List<String> names() {
        return present.keySet().stream()
                .map(name -> name.substring(PREFIX.length() + 1))
                .toList();
    }

    private Optional<ConfigurationProperty> property(String name) {
        ConfigurationPropertyName full = full(name);
        return sources.stream()
                .flatMap(source -> Optional.ofNullable(source.getConfigurationProperty(full)).stream())
                .findFirst();
    }

    /** Returns every fault, those included that nobody asked for: they would silently do nothing. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        Set<ConfigurationPropertyName> asked =
                known.stream().map(Properties::full).collect(Collectors.toSet());
        present.values().stream()
                .filter(name -> !asked.contains(withoutIndex(name)))
                .filter(this::isOurs)
                .forEach(name -> all.add(unknown(name)));
        return all;
    }

    private String unknown(ConfigurationPropertyName name) {
        String below = name.toString().substring(PREFIX.length() + 1);
        String nearest = Nearest.to(below, known)
                .map(near -> ", which is no property; the nearest is " + PREFIX + "." + near)
                .orElse(", which is no property");
        return described(below) + nearest;
    }

    /** The environment may hold what an orchestrator names after a service called vitals. */
    private boolean isOurs(ConfigurationPropertyName name) {
        return sources.stream()
                .filter(source -> source.getConfigurationProperty(name) != null)
                .anyMatch(source -> !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource));
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? name.getParent() : name;
    }

    private static ConfigurationPropertyName full(String name) {
        return ConfigurationPropertyName.adapt(PREFIX + "." + name, '.');
    }

    private static String words(Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as 500ms, 5s or 2m";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Double.class) {
            return "a number";
        }
        return type.isEnum()
                ? "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
