package dev.vitals.examples.faults;

/** What the faults need of a Redis client; each shop has its own. */
public interface RedisStore {
    /** Sets a key, or throws what the client throws when Redis refuses. */
    void set(String key, String value);

    /** Removes a key. */
    void remove(String key);
}
