package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Reads something from a database and judges it. What could not be read is not known.
 *
 * @param <T> what is read
 */
public final class AskingProbe<T> implements Probe {
    private final DedicatedConnection connection;
    private final Source<T> source;
    private final Judge<T> judge;
    private final CheckPolicy policy;
    private final Optional<Work<List<Evidence>>> diagnosis;
    private final BooleanSupplier applies;

    /**
     * Makes the probe, under the default policy and without a diagnosis.
     *
     * @param connection over which the source asks
     * @param source what to read
     * @param judge what to make of it
     */
    public AskingProbe(DedicatedConnection connection, Source<T> source, Judge<T> judge) {
        this(connection, source, judge, CheckPolicy.DEFAULT, Optional.empty(), () -> true);
    }

    private AskingProbe(
            DedicatedConnection connection,
            Source<T> source,
            Judge<T> judge,
            CheckPolicy policy,
            Optional<Work<List<Evidence>>> diagnosis,
            BooleanSupplier applies) {
        this.connection = connection;
        this.source = source;
        this.judge = judge;
        this.policy = policy;
        this.diagnosis = diagnosis;
        this.applies = applies;
    }

    /**
     * Returns a probe that reads with a statement of its own, for one check alone.
     *
     * @param <T> what is read
     * @param connection over which to ask
     * @param work what to read
     * @param judge what to make of it
     * @return the probe
     */
    public static <T> AskingProbe<T> reading(DedicatedConnection connection, Work<T> work, Judge<T> judge) {
        return new AskingProbe<>(connection, context -> connection.run(context, work), judge);
    }

    /**
     * Returns this probe with another default policy.
     *
     * @param change takes the policy and returns the changed one
     * @return a copy
     */
    public AskingProbe<T> under(UnaryOperator<CheckPolicy> change) {
        return new AskingProbe<>(connection, source, judge, change.apply(policy), diagnosis, applies);
    }

    /**
     * Returns this probe with something to ask when the check has left {@code UP}.
     *
     * @param more what to ask then; may be dear, within the check's time
     * @return a copy
     */
    public AskingProbe<T> diagnosedBy(Work<List<Evidence>> more) {
        return new AskingProbe<>(connection, source, judge, policy, Optional.of(more), applies);
    }

    /**
     * Returns this probe for servers that have what it asks for.
     *
     * @param condition whether this one is known to; makes no connection
     * @return a copy
     */
    public AskingProbe<T> onlyIf(BooleanSupplier condition) {
        return new AskingProbe<>(connection, source, judge, policy, diagnosis, condition);
    }

    @Override
    public boolean applies() {
        return applies.getAsBoolean();
    }

    @Override
    @SuppressWarnings("try") // closing it is all there is to do with it
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = FailureResults.asking(context, connection)) {
            return judge.judge(source.get(context), context);
        } catch (DatabaseException e) {
            return FailureResults.notAsked(connection, e.failure());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        return diagnosis.map(more -> Diagnosis.of(connection, context, more)).orElse(List.of());
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return policy;
    }
}
