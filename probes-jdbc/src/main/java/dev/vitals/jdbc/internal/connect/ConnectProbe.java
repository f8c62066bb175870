package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.failure.DatabaseCauses;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the database lets us in, answers in time, and takes writes. */
public final class ConnectProbe implements Probe {

    private final DedicatedConnection connection;
    private final ConnectLimits limits;
    private final LongSupplier nanoTime;
    private @Nullable Long startingSince;

    /**
     * Makes the probe.
     *
     * @param connection over which to ask
     * @param limits what counts as slow
     */
    public ConnectProbe(DedicatedConnection connection, ConnectLimits limits) {
        this(connection, limits, System::nanoTime);
    }

    ConnectProbe(DedicatedConnection connection, ConnectLimits limits, LongSupplier nanoTime) {
        this.connection = connection;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    @SuppressWarnings("try") // closing it is all there is to do with it
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = FailureResults.asking(context, connection)) {
            Answer answer = connection.run(context, this::ask);
            if (answer.refused().isPresent() && !answer.fresh()) {
                // The server we stayed with may have lost its role to another one, where the application is by now.
                connection.renew(context);
                answer = connection.run(context, this::ask);
            }
            startingSince = null;
            return judge(answer);
        } catch (DatabaseException e) {
            return FailureResults.result(status(e.failure()), connection, e.failure());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        return Diagnosis.of(connection, context, session -> connection.dialect().describe(session));
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.impact(Impact.CRITICAL);
    }

    private Answer ask(Session session) throws SQLException {
        Duration latency = Latency.measure(session, connection.dialect().ping(), limits.latency());
        Optional<WritesRefused> refused = limits.writable() ? writesRefused(session) : Optional.empty();
        return new Answer(session.product(), latency, refused, session.fresh());
    }

    /** What this product or this role cannot say is no finding; the connection's own end is. */
    private Optional<WritesRefused> writesRefused(Session session) throws SQLException {
        try {
            return connection.dialect().writesRefused(session);
        } catch (SQLException e) {
            if (session.connection().isClosed()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Status status(Failure failure) {
        if (failure.kind().ours() || failure.kind().undecided()) {
            return Status.UNKNOWN;
        }
        if (failure.kind() != FailureKind.STARTING) {
            startingSince = null;
            return Status.DOWN;
        }
        long now = nanoTime.getAsLong();
        long since = startingSince == null ? now : startingSince;
        startingSince = since;
        return now - since > limits.startingGrace().toNanos() ? Status.DOWN : Status.DEGRADED;
    }

    private Result judge(Answer answer) {
        return judged(answer)
                .observe(Observation.duration("db.latency", answer.latency()).against(limits.latency()));
    }

    private Result judged(Answer answer) {
        Target target = connection.target();
        String who = Clean.line(answer.product(), 60) + (target.known() ? " at " + target.words() : "");
        String how = who + " answered in " + Quantities.duration(answer.latency())
                + (connection.dedicated() ? "" : ", over the application's data source");
        Status status = limits.latency().judge(answer.latency());
        if (answer.refused().isPresent() && status != Status.DOWN) {
            return readOnly(answer.refused().get());
        }
        return status == Status.UP
                ? Result.up(how)
                : Result.of(status, DatabaseCauses.SLOW, how + ReachedLimit.words(limits.latency(), status));
    }

    private Result readOnly(WritesRefused refused) {
        Result result = FailureResults.result(Status.DEGRADED, connection, Failure.found(FailureKind.READ_ONLY));
        Result told = refused.why().isEmpty()
                ? result
                : result.as(Status.DEGRADED, FailureKind.READ_ONLY.cause(), result.summary() + " " + refused.why());
        return refused.remedies().isEmpty() ? told : told.withRemedies(refused.remedies());
    }

    private record Answer(String product, Duration latency, Optional<WritesRefused> refused, boolean fresh) {}
}
