package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.probe.ProbeContext;

/**
 * Where a check gets what it judges.
 *
 * @param <T> what it judges
 */
@FunctionalInterface
public interface Source<T> {
    /**
     * Returns what there is to judge, asking the database if need be. Answers before the check's time is over.
     *
     * @param context the check's run
     * @return what was found
     * @throws DatabaseException if the database could not be asked or did not answer
     */
    T get(ProbeContext context) throws DatabaseException;
}
