package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import java.util.List;

/** Asks for more when a check has left {@code UP}. */
public final class Diagnosis {
    private Diagnosis() {}

    /**
     * Returns what more there is to see. Of a database that cannot be reached there is nothing, and the check has said
     * so already; any other failure is reported in its place.
     *
     * @param connection over which to ask
     * @param context of the run
     * @param more what to ask
     * @return the evidence
     */
    public static List<Evidence> of(DedicatedConnection connection, ProbeContext context, Work<List<Evidence>> more) {
        try {
            return connection.run(context, more);
        } catch (DatabaseException e) {
            Failure failure = e.failure();
            return failure.connecting()
                            || failure.retryIn().isPresent()
                            || failure.kind().ours()
                    ? List.of()
                    : List.of(new Evidence.Text(
                            "nothing more could be asked",
                            List.of(failure.kind().words() + ": " + failure.message())));
        }
    }
}
