package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.session.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;

/**
 * Reads something from a database and judges it. What could not be read is not known.
 *
 * @param <T> what is read
 */
public final class AskingProbe<T> implements Probe {
    private final DedicatedConnection connection;
    private final Source<T> source;
    private final Judge<T> judge;

    /**
     * Makes the probe.
     *
     * @param connection over which the source asks
     * @param source what to read
     * @param judge what to make of it
     */
    public AskingProbe(DedicatedConnection connection, Source<T> source, Judge<T> judge) {
        this.connection = connection;
        this.source = source;
        this.judge = judge;
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            return judge.judge(source.get(context), context);
        } catch (DatabaseException e) {
            return FailureResults.notAsked(connection, e.failure());
        }
    }
}
