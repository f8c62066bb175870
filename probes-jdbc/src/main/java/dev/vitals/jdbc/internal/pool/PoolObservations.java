package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The numbers of a pool. */
final class PoolObservations {
    private PoolObservations() {}

    /** A pool whose callers fail early must be reported earlier: at a third of the time they wait at most. */
    static Threshold within(Threshold waiting, Duration patience) {
        double third = patience.toMillis() / 3e3;
        return new Threshold(
                waiting.direction(), waiting.unit(), least(waiting.warn(), third), least(waiting.fail(), third));
    }

    /** Without what the pool does not count. */
    static Result addTo(Result result, PoolReading reading, Threshold used, Threshold waiting, Duration starved) {
        List<Observation> all = new ArrayList<>(result.observations());
        all.add(Observation.count("pool.active", reading.active()));
        all.add(Observation.count("pool.idle", reading.idle()));
        all.add(Observation.count("pool.total", reading.total()));
        if (reading.max() > 0) {
            all.add(Observation.count("pool.max", reading.max()));
        }
        reading.ratio()
                .ifPresent(ratio ->
                        all.add(Observation.ratio("pool.used.ratio", ratio).against(used)));
        reading.waiting().ifPresent(threads -> all.add(Observation.count("pool.waiting", threads)));
        if (reading.isStarved()) {
            all.add(Observation.duration("pool.starved", starved).against(waiting));
        }
        return result.withObservations(all);
    }

    private static OptionalDouble least(OptionalDouble limit, double most) {
        return limit.isPresent() ? OptionalDouble.of(Math.min(limit.getAsDouble(), most)) : limit;
    }
}
