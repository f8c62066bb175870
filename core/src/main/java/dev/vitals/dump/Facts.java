package dev.vitals.dump;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What collectors found, raw, for those that judge it. One of each type. Thread-safe. */
final class Facts {
    private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

    /** Keeps a fact, in the place of an earlier one of its type. Returns it. */
    <T> T put(T fact) {
        found.put(fact.getClass(), fact);
        return fact;
    }

    /** Returns a fact; empty if nothing has found it. */
    <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(found.get(type)));
    }
}
