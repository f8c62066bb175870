package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.function.LongSupplier;

/** Whether a writer is stuck. Needs a system that shows locks, and a connection that stays the same. */
final class WriterProbe implements Probe {
    private final DedicatedConnection connection;
    private final Probe asking;

    WriterProbe(DedicatedConnection connection, WriterLimits limits, LongSupplier nanoTime) {
        this.connection = connection;
        this.asking = AskingProbe.reading(connection, Writer::read, new WriterJudge(limits, nanoTime));
    }

    @Override
    public boolean applies() {
        return connection.dedicated() && WriteLock.readable();
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return asking.check(context);
    }
}
