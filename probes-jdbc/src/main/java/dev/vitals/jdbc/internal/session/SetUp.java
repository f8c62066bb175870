package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.KnownFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pool does to each new connection, in the pool's own order, so that a query of the user's finds what it expects. */
public final class SetUp {
    /** A pool that lends connections as the driver makes them. */
    public static final SetUp NONE = new SetUp(List.of());

    private final List<Step> steps;

    private SetUp(List<Step> steps) {
        this.steps = steps;
    }

    /** Adds that connections are read-only, when they are. */
    public SetUp readOnly(boolean readOnly) {
        return readOnly ? then("read-only", connection -> connection.setReadOnly(true)) : this;
    }

    /** Adds an isolation level of {@link Connection}; less than zero means that of the database. */
    public SetUp isolation(int level) {
        return level < 0 ? this : then("isolation", connection -> connection.setTransactionIsolation(level));
    }

    /** Adds a catalogue; null means that of the URL. */
    public SetUp catalog(@Nullable String catalog) {
        return given(catalog)
                .map(name -> then("catalog", to -> to.setCatalog(name)))
                .orElse(this);
    }

    /** Adds a schema; null means that of the login. */
    public SetUp schema(@Nullable String schema) {
        return given(schema)
                .map(name -> then("schema", to -> to.setSchema(name)))
                .orElse(this);
    }

    /** Adds a statement to run; null means none. */
    public SetUp sql(@Nullable String sql) {
        return given(sql)
                .map(text -> then("first statement", to -> run(to, text)))
                .orElse(this);
    }

    /**
     * Returns whether connections are used as the driver makes them.
     *
     * @return true if there is nothing to do
     */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    void apply(Connection connection) throws SQLException {
        for (Step step : steps) {
            try {
                step.action().on(connection);
            } catch (SQLException | RuntimeException e) {
                String code = e instanceof SQLException error && error.getSQLState() != null
                        ? ", " + error.getSQLState()
                        : "";
                throw new KnownFailureException(
                        FailureKind.SET_UP, "the pool's " + step.name() + code, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private SetUp then(String name, Action action) {
        return new SetUp(
                Stream.concat(steps.stream(), Stream.of(new Step(name, action))).toList());
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Step(String name, Action action) {}

    @FunctionalInterface
    private interface Action {
        void on(Connection connection) throws SQLException;
    }
}
