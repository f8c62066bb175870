package dev.vitals.report;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps what formats have written of one thing that stays as it is: one form of each type. Reading takes no lock. */
final class Written {
    private volatile Map<Class<?>, Object> forms = Map.of();

    <T> T get(Class<T> type, Supplier<T> writing) {
        Object kept = forms.get(type);
        if (kept == null) {
            kept = writing.get();
            keep(type, kept);
        }
        return type.cast(kept);
    }

    private synchronized void keep(Class<?> type, Object form) {
        Map<Class<?>, Object> more = new HashMap<>(forms);
        more.put(type, form);
        forms = Map.copyOf(more);
    }
}
