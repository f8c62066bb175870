package dev.vitals.dump;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Adds what only the application knows to a dump, such as the depth of its queues.
 *
 * <p>It names the fields it may write, and writes nothing else, so that what a dump takes from an application stands in one
 * list that can be reviewed. Values pass the redactor as everything does. Implementations are thread-safe, take no lock of
 * the application's that a sick process may hold for ever, and open no connection. One that throws or takes too long costs
 * its own part of the dump; one that did so twice is not asked again.
 *
 * @since 0.1.0
 */
public interface DumpContributor {
    /**
     * Returns the name, which is that of its file in the dump.
     *
     * @return letters, digits, dots, dashes and underscores; unique in an aggregator, and none of those that
     *     {@link DumpSettings#contributor} names. Read once, as are fields, cost and timeout
     */
    String name();

    /**
     * Returns the names of all fields it may write.
     *
     * @return the names; at least one
     */
    Set<String> fields();

    /**
     * Returns how dear it is.
     *
     * @return {@link Cost#CHEAP} by default
     */
    default Cost cost() {
        return Cost.CHEAP;
    }

    /**
     * Returns how long it may take.
     *
     * @return positive, at most 10 seconds; one second by default
     */
    default Duration timeout() {
        return Duration.ofSeconds(1);
    }

    /**
     * Returns the values now. Called on a thread of the dump, once a dump.
     *
     * @return the values by field; one whose name {@link #fields} does not have is left out and counted
     * @throws Exception if they cannot be had, which the dump then says
     */
    Map<String, String> values() throws Exception;

    /**
     * How dear a contribution is. The cheap ones are taken first.
     *
     * @since 0.1.0
     */
    enum Cost {
        /** Reads memory. */
        CHEAP,
        /** Takes noticeable time or memory, but stops nothing. */
        DEAR
    }
}
