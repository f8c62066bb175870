package dev.vitals.meter;

import dev.vitals.probe.Result;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Which meters of a registry a check is about: those of one name, narrowed by tags. They are looked up at each run, so
 * they need not exist yet.
 *
 * <pre>{@code
 * Meters requests = Meters.named(registry, "http.server.requests");
 * Meters orders = requests.tag("uri", "/orders").matching("status", "5..");
 * }</pre>
 *
 * <p>Of a composite registry the first one that counts without steps is read, else the first.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional, and there where this class is used.
public final class Meters {
    private final MeterRegistry registry;
    private final String name;
    private final List<TagFilter> filters;
    private final Optional<Duration> step;

    private Meters(MeterRegistry registry, String name, List<TagFilter> filters, Optional<Duration> step) {
        this.registry = registry;
        this.name = name;
        this.filters = List.copyOf(filters);
        this.step = step;
    }

    /**
     * Returns all meters of a name.
     *
     * @param registry where they are
     * @param name the name in Micrometer's notation, such as {@code http.server.requests}; not blank
     * @return the meters
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static Meters named(MeterRegistry registry, String name) {
        Objects.requireNonNull(registry, "registry");
        return new Meters(registry, notBlank("name", name), List.of(), Optional.empty());
    }

    /**
     * Returns those of these meters that have a tag.
     *
     * @param key the tag's key; not blank
     * @param value the tag's value, exactly
     * @return fewer meters
     * @throws IllegalArgumentException if {@code key} is blank
     */
    public Meters tag(String key, String value) {
        Objects.requireNonNull(value, "value");
        return and(new TagFilter(notBlank("key", key), value::equals, "=\"" + value + "\""));
    }

    /**
     * Returns those of these meters that have a tag with any other value than one.
     *
     * @param key the tag's key; not blank
     * @param value the value the tag must not have
     * @return fewer meters
     * @throws IllegalArgumentException if {@code key} is blank
     */
    public Meters except(String key, String value) {
        Objects.requireNonNull(value, "value");
        return and(new TagFilter(notBlank("key", key), given -> !given.equals(value), "!=\"" + value + "\""));
    }

    /**
     * Returns those of these meters that have a tag whose whole value matches a pattern.
     *
     * @param key the tag's key; not blank
     * @param regex a regular expression, such as {@code 5..}; it is applied to each value at each run, so it should be
     *     simple
     * @return fewer meters
     * @throws IllegalArgumentException if {@code key} is blank or {@code regex} is not a regular expression
     */
    public Meters matching(String key, String regex) {
        Pattern pattern = compiled(Objects.requireNonNull(regex, "regex"));
        return and(new TagFilter(
                notBlank("key", key), value -> pattern.matcher(value).matches(), "=~\"" + regex + "\""));
    }

    /**
     * Says that the registry counts in steps of a length: its counters show what happened in the last whole step. This is
     * found by itself for every {@code StepMeterRegistry} of Micrometer, for OTLP with delta temporality and for a
     * {@code SimpleMeterRegistry} in step mode; it is needed for other registries that do so, or that hide their step.
     *
     * @param length the registry's step; at least one millisecond
     * @return the same meters
     * @throws IllegalArgumentException if {@code length} is below one millisecond
     */
    public Meters step(Duration length) {
        if (Objects.requireNonNull(length, "length").toMillis() < 1) {
            throw new IllegalArgumentException("'length' must be at least one millisecond but was " + length);
        }
        return new Meters(registry, name, filters, Optional.of(length));
    }

    /**
     * Returns the meters of one moment, whatever their kind. One that appears between two calls counts from 0.
     *
     * @throws Unreadable if there is no meter of this name, or none with such tags can ever be
     */
    List<Meter> find(MeterRegistry source) {
        List<Meter> named = new ArrayList<>();
        for (Meter meter : source.getMeters()) {
            if (meter.getId().getName().equals(name)) {
                named.add(meter);
            }
        }
        if (named.isEmpty()) {
            throw missing("no meter is named " + name);
        }
        for (TagFilter filter : filters) {
            if (named.stream().allMatch(meter -> meter.getId().getTag(filter.key()) == null)) {
                throw missing("no meter named " + name + " has a tag '" + filter.key() + "'");
            }
        }
        return filters.isEmpty() ? named : named.stream().filter(this::fits).toList();
    }

    private boolean fits(Meter meter) {
        return filters.stream().allMatch(filter -> filter.fits(meter.getId()));
    }

    /** Returns the registry to read now: a composite may have got its members only after this was made. */
    MeterRegistry source() {
        return Registries.toRead(registry);
    }

    /** Returns the length of the steps in which a registry counts, or empty if it counts from its start on. */
    Optional<Duration> step(MeterRegistry source) {
        return step.isPresent() ? step : Registries.step(source);
    }

    String name() {
        return name;
    }

    private Meters and(TagFilter filter) {
        List<TagFilter> more = new ArrayList<>(filters);
        more.add(filter);
        return new Meters(registry, name, more, step);
    }

    private static Unreadable missing(String summary) {
        return new Unreadable(Result.unknown(MeterCauses.MISSING, summary));
    }

    /** Returns the selection as Prometheus would write it, with Micrometer's names. */
    @Override
    public String toString() {
        return filters.isEmpty()
                ? name
                : filters.stream()
                        .map(filter -> filter.key() + filter.words())
                        .collect(Collectors.joining(",", name + "{", "}"));
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'regex' must be a regular expression but was '" + regex + "'", e);
        }
    }

    private static String notBlank(String parameter, String text) {
        if (Objects.requireNonNull(text, parameter).isBlank()) {
            throw new IllegalArgumentException("'" + parameter + "' must not be blank");
        }
        return text;
    }
}
