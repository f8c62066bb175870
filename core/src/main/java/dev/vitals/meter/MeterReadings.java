package dev.vitals.meter;

import dev.vitals.text.Clean;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the meters of a registry show at one moment, such as for a dump.
 *
 * <pre>{@code
 * DumpSettings.DEFAULT.meters(MeterReadings.of(registry))
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional, and there where this class is used.
public final class MeterReadings {
    /** More than a person reads; a registry with more has a tag that takes any value. Our own judgement. */
    private static final int MOST = 2_000;

    private final MeterRegistry registry;

    private MeterReadings(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Returns the readings of a registry.
     *
     * @param registry the registry; of a composite one the first that counts without steps is read, else the first
     * @return the readings
     */
    public static MeterReadings of(MeterRegistry registry) {
        return new MeterReadings(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * Returns a line for each meter. A meter is read when its line is taken: a gauge runs code of the application, which
     * may block as long as that does. A meter that fails says so in its line.
     *
     * @return lines such as {@code http.server.requests{method=GET,uri=/orders} count=12.0 total=3.5 max=0.9 seconds}, not
     *     redacted, sorted, at most 2,000 and one that says how many more meters there are
     */
    public Stream<String> lines() {
        Collection<Meter> all = Registries.toRead(registry).getMeters();
        TreeMap<String, Meter> first = new TreeMap<>();
        for (Meter meter : all) {
            first.put(label(meter.getId()), meter);
            if (first.size() > MOST) {
                first.pollLastEntry();
            }
        }
        int more = all.size() - first.size();
        return Stream.concat(
                first.entrySet().stream().map(entry -> entry.getKey() + ' ' + values(entry.getValue())),
                more > 0 ? Stream.of("and " + more + " more meters") : Stream.empty());
    }

    private static String label(Meter.Id id) {
        String tags = id.getTags().stream().map(MeterReadings::pair).collect(Collectors.joining(","));
        return tags.isEmpty() ? id.getName() : id.getName() + '{' + tags + '}';
    }

    private static String pair(Tag tag) {
        return tag.getKey() + '=' + tag.getValue();
    }

    private static String values(Meter meter) {
        try {
            StringBuilder line = new StringBuilder();
            for (Measurement one : meter.measure()) {
                double value = one.getValue();
                if (!Double.isNaN(value)) {
                    line.append(one.getStatistic().getTagValueRepresentation())
                            .append('=')
                            .append(value)
                            .append(' ');
                }
            }
            return line.isEmpty() ? "shows no number" : line + unit(meter).orElse("");
        } catch (RuntimeException | Error failed) {
            return "cannot be read: " + Clean.failure(failed);
        }
    }

    private static Optional<String> unit(Meter meter) {
        Optional<TimeUnit> time = meter instanceof Timer timer
                ? Optional.of(timer.baseTimeUnit())
                : meter instanceof LongTaskTimer running ? Optional.of(running.baseTimeUnit()) : Optional.empty();
        return time.map(unit -> unit.name().toLowerCase(Locale.ROOT))
                .or(() -> Optional.ofNullable(meter.getId().getBaseUnit()));
    }
}
