package dev.vitals.meter;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Circuit breakers of Resilience4j: for each breaker and state a gauge, of which one shows 1. */
final class BreakerMeasure implements Measure {
    private static final Set<String> OPEN = Set.of("open", "forced_open");
    private static final Set<String> UNUSED = Set.of("disabled", "metrics_only");

    private final Meters states;

    BreakerMeasure(Meters states) {
        this.states = states;
    }

    @Override
    public Result take() {
        Map<String, String> breakers = read(states.find(states.source()));
        List<String> open = in(breakers, OPEN);
        List<String> halfOpen = in(breakers, Set.of("half_open"));
        List<String> unknown = in(breakers, Set.of(""));
        Result result;
        if (!open.isEmpty()) {
            result = Result.down(MeterCauses.BREAKER_OPEN, "open: " + String.join(", ", open));
        } else if (!halfOpen.isEmpty()) {
            result = Result.degraded(MeterCauses.BREAKER_HALF_OPEN, "half open: " + String.join(", ", halfOpen));
        } else if (!unknown.isEmpty() || breakers.isEmpty()) {
            result = Result.unknown(
                    MeterCauses.NO_VALUE,
                    "no state is shown: " + (unknown.isEmpty() ? states : String.join(", ", unknown)));
        } else {
            List<String> unused = in(breakers, UNUSED);
            result = Result.up(breakers.size() + " closed"
                    + (unused.isEmpty() ? "" : ", or unused: " + String.join(", ", unused)));
        }
        return result.observe(Observation.of("breakers.open", open.size(), Unit.COUNT))
                .observe(Observation.of("breakers", breakers.size(), Unit.COUNT));
    }

    /** Returns the state of each breaker; an empty one when none of its gauges shows 1. */
    private static Map<String, String> read(List<Meter> gauges) {
        Map<String, String> states = new TreeMap<>();
        for (Meter gauge : gauges) {
            String name = tag(gauge, "name");
            states.putIfAbsent(name, "");
            if (Values.now(gauge, Unit.COUNT) == 1) {
                states.put(name, tag(gauge, "state"));
            }
        }
        return states;
    }

    private static String tag(Meter gauge, String key) {
        String value = gauge.getId().getTag(key);
        return value == null ? "" : value;
    }

    private static List<String> in(Map<String, String> breakers, Set<String> wanted) {
        return breakers.entrySet().stream()
                .filter(breaker -> wanted.contains(breaker.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
