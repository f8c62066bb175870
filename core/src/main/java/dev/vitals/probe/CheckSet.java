package dev.vitals.probe;

import java.util.List;

/**
 * Several checks that belong together and are registered at once, such as everything known about one database.
 *
 * @since 0.1.0
 */
public interface CheckSet extends AutoCloseable {
    /**
     * Returns the checks.
     *
     * @return the checks, each with its full name; the same at every call
     */
    List<Check> checks();

    /**
     * Returns what is wrong with how this set was put together, such as limits for a check that it does not have. The
     * aggregator reports it together with every other fault when it is built.
     *
     * @return one sentence a fault, each with its culprit and remedy; empty by default
     */
    default List<String> faults() {
        return List.of();
    }

    /**
     * Releases what the checks share. Called once by the aggregator when it is closed, after the last run; must not
     * block. Does nothing by default.
     */
    @Override
    default void close() {}
}
