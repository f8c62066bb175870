package dev.vitals.dump;

import java.util.Optional;

/**
 * Something that takes dumps, such as an aggregator. An endpoint offers them.
 *
 * @since 0.1.0
 */
public interface DumpSource {
    /**
     * Returns what takes dumps.
     *
     * @return it; empty unless dumps have been turned on
     */
    Optional<Dumps> dumps();
}
