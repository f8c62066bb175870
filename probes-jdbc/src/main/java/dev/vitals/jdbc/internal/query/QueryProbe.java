package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.connect.FailureResults;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.limits.QueryCheck;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.sql.SQLException;
import java.time.Duration;

/** Asks what the user wants to know. */
public final class QueryProbe implements Probe {
    private static final int MOST_ROWS = 5_000;

    /** What it takes to connect and to report, beside the query. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final DedicatedConnection connection;
    private final String sql;
    private final QueryCheck check;
    private final AnswerJudge judge;

    /**
     * Makes the probe.
     *
     * @param connection over which to ask
     * @param name what the query is called
     * @param sql one query
     * @param check what to hold the answer against
     */
    public QueryProbe(DedicatedConnection connection, String name, String sql, QueryCheck check) {
        this.connection = connection;
        this.sql = sql;
        this.check = check;
        this.judge = new AnswerJudge(name, check, connection::target);
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            return judge.judge(connection.run(context, check.timeout(), this::ask), context);
        } catch (DatabaseException e) {
            return FailureResults.notAsked(connection, e.failure());
        }
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.timeout(check.timeout().plus(ANSWER));
    }

    private Answer ask(Session session) throws SQLException {
        try {
            return check.rows()
                    ? session.foreign(sql, MOST_ROWS, rows -> AnswerReader.rows(rows, MOST_ROWS))
                    : session.foreign(sql, 1, AnswerReader::number);
        } catch (SQLException e) {
            Failure failure = connection.explain(e, message -> QuerySql.hide(sql, message));
            if (failure.kind().endsConnection() || session.connection().isClosed()) {
                throw e;
            }
            return new Answer.Refused(failure);
        }
    }
}
