package dev.vitals.meter;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Meter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
            result = open(open);
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

    /** A timeout counts as failed and as slow: only where more were slow than failed, slowness alone has opened it. */
    private Result open(List<String> open) {
        Map<String, Double> failed = rates("failure.rate");
        Map<String, Double> slow = rates("slow.call.rate");
        boolean bySlowness =
                open.stream().allMatch(name -> slow.getOrDefault(name, 0.0) > failed.getOrDefault(name, 0.0));
        String words = open.stream()
                .map(name -> name + why(slow.getOrDefault(name, -1.0), failed.getOrDefault(name, -1.0)))
                .collect(Collectors.joining(", "));
        return Result.down(bySlowness ? MeterCauses.BREAKER_SLOW : MeterCauses.BREAKER_OPEN, "open: " + words);
    }

    /** Below zero means that too few calls were counted. */
    private static String why(double slow, double failed) {
        return slow < 0 || failed < 0
                ? ""
                : " (" + Math.round(failed) + " % of its calls failed, " + Math.round(slow) + " % were slow)";
    }

    /** Returns what a gauge beside the state shows of each breaker, in percent; an open one keeps what opened it. */
    private Map<String, Double> rates(String gauge) {
        Map<String, Double> rates = new HashMap<>();
        for (Meter meter : states.source().getMeters()) {
            if (meter.getId().getName().equals("resilience4j.circuitbreaker." + gauge)) {
                rates.put(tag(meter, "name"), Values.now(meter, Unit.COUNT));
            }
        }
        return rates;
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
