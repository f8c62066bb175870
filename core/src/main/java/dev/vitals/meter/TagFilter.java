package dev.vitals.meter;

import io.micrometer.core.instrument.Meter;
import java.util.function.Predicate;

/**
 * What one tag of a meter must be like.
 *
 * @param key the tag's key; a meter without it does not fit
 * @param value whether a value fits
 * @param words the condition on the value, for people
 */
record TagFilter(String key, Predicate<String> value, String words) {
    boolean fits(Meter.Id id) {
        String given = id.getTag(key);
        return given != null && value.test(given);
    }
}
