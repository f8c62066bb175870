package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.connect.FailureResults;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Runs a query of the user's own. */
public final class QueryProbe implements Probe {
    private static final int MOST_ROWS = 5_000;

    /** Time to connect and to report, beside the query. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** PostgreSQL's configuration_limit_exceeded, and MySQL's lack of sort memory. */
    private static final Pattern LIMIT_OF_STATEMENTS = Pattern.compile("\\b(53400|1038)\\b");

    private final DedicatedConnection connection;
    private final String sql;
    private final QuerySettings settings;
    private final AnswerJudge judge;
    private final Function<Dialect, Optional<HolderReader>> holders;

    /**
     * Makes the probe.
     *
     * @param connection to ask over
     * @param name the name of the query
     * @param sql one query
     * @param settings what its answer means
     * @param holders how to find, on each product, who keeps it from its tables; empty for one that does not say
     */
    public QueryProbe(
            DedicatedConnection connection,
            String name,
            String sql,
            QuerySettings settings,
            Function<Dialect, Optional<HolderReader>> holders) {
        this.holders = holders;
        this.connection = connection;
        this.sql = sql;
        this.settings = settings;
        this.judge = new AnswerJudge(name, settings, connection::target);
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = FailureResults.asking(context, connection)) {
            Answer answer = connection.run(context, settings.timeout(), this::ask);
            return answer instanceof Answer.Refused refused && isServersTrouble(refused.failure())
                    ? FailureResults.serverInTrouble(connection, refused.failure())
                    : judge.judge(answer, context);
        } catch (DatabaseException e) {
            return FailureResults.notAsked(connection, e.failure());
        }
    }

    /** A full disk is seen by whoever needs it, and by nothing else; a limit set for statements is the query's own affair. */
    private static boolean isServersTrouble(Failure failure) {
        return failure.kind() == FailureKind.OUT_OF_RESOURCES
                && failure.code().filter(LIMIT_OF_STATEMENTS.asPredicate()).isEmpty();
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.timeout(settings.timeout().plus(ANSWER));
    }

    private Answer ask(Session session) throws SQLException {
        try {
            return settings.rows()
                    ? session.foreign(sql, MOST_ROWS, rows -> AnswerReader.rows(rows, MOST_ROWS))
                    : session.foreign(sql, 1, AnswerReader::number);
        } catch (SQLException e) {
            Failure failure = connection.explain(e, message -> QuerySql.hide(sql, message));
            if (failure.kind().endsConnection() || session.connection().isClosed()) {
                throw e;
            }
            Optional<String> missing = MissingRelation.in(sql, e);
            return missing.isPresent()
                    ? new Answer.NoRelation(missing.get(), failure)
                    : new Answer.Refused(failure, holders(session, failure));
        }
    }

    /** Some servers let a query wait for a lock until its own time is up. */
    private Holders holders(Session session, Failure failure) {
        boolean waited = failure.kind() == FailureKind.TIMEOUT;
        Optional<HolderReader> reader =
                waited || RefusedQuery.isLocked(failure) ? holders.apply(connection.dialect()) : Optional.empty();
        try {
            return reader.isPresent() ? reader.get().read(session, sql) : Holders.NONE;
        } catch (MissingRightException e) {
            return Holders.hidden(e.remedy());
        } catch (SQLException e) {
            // The query's own failure is what there is to report.
            return Holders.NONE;
        }
    }
}
