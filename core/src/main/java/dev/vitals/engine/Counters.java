package dev.vitals.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The previous samples of one check's counters. Used by one run at a time; the hand-over between runs' threads is the
 * runner's single-flight reference.
 */
final class Counters {
    private static final int LIMIT = 256;

    private final Map<String, Sample> samples = new HashMap<>();

    OptionalLong increase(String counter, long value, long nanos) {
        Sample before = replace(counter, value, nanos);
        return before.leadsTo(value) ? OptionalLong.of(value - before.value()) : OptionalLong.empty();
    }

    OptionalDouble ratePerSecond(String counter, long value, long nanos) {
        Sample before = replace(counter, value, nanos);
        long elapsed = nanos - before.nanos();
        boolean known = before.leadsTo(value) && elapsed > 0;
        return known ? OptionalDouble.of((value - before.value()) * 1e9 / elapsed) : OptionalDouble.empty();
    }

    /** Keeps the new sample, unless it is nonsense or one name too many, and returns the one before. */
    private Sample replace(String counter, long value, long nanos) {
        if (value < 0) {
            samples.remove(counter);
            return Sample.NONE;
        }
        if (samples.size() < LIMIT || samples.containsKey(counter)) {
            Sample before = samples.put(counter, new Sample(value, nanos));
            return before == null ? Sample.NONE : before;
        }
        return Sample.NONE;
    }

    /** A counter's value at a time; no counter is ever negative, which marks the sample that is none. */
    private record Sample(long value, long nanos) {
        static final Sample NONE = new Sample(-1, 0);

        /** Whether the counter can have grown from this to a value: not without a sample, and not after a reset. */
        boolean leadsTo(long later) {
            return value >= 0 && later >= value;
        }
    }
}
