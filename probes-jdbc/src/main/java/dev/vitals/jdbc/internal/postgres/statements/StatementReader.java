package dev.vitals.jdbc.internal.postgres.statements;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads from {@code pg_stat_statements} how much time statements have taken since an earlier sample. Their texts are read
 * only when one has reached the limits: the server keeps them in a file. Thread-safe.
 */
public final class StatementReader {
    /** The extension's own default for how many statements it keeps. */
    private static final int ROWS = 5_000;

    private static final int TOP = 10;
    private static final int TEXT = 300;
    private static final int WITH_EXEC_TIME = 13;
    private static final String NOT_PRELOADED = "55000";
    private static final String OURS = " where dbid = (select oid from pg_database where datname = current_database())";

    private static final String OFF = "select case when current_setting('pg_stat_statements.track', true) = 'none'"
            + " then 'pg_stat_statements.track is none'"
            + " when current_setting('compute_query_id', true) = 'off' then 'compute_query_id is off' end";

    private final StatementLimits limits;
    private volatile @Nullable String schema;
    private volatile @Nullable Sample base;

    /**
     * Makes a reader that has not found the extension yet.
     *
     * @param limits what counts as slow
     */
    public StatementReader(StatementLimits limits) {
        this.limits = limits;
    }

    /** Where the extension was found, if it was. */
    public void at(Optional<String> found) {
        schema = found.orElse(null);
    }

    /** Whether the extension was found. */
    public boolean available() {
        return schema != null;
    }

    /** From here on is counted. */
    void countFrom(Sample sample) {
        base = sample;
    }

    Optional<Sample> base() {
        return Optional.ofNullable(base);
    }

    /** Takes a sample, and the texts of the costliest statements if they are needed. */
    public Reading read(Session session) throws SQLException {
        Argument in = Argument.identifier(Optional.ofNullable(schema).orElse("public"));
        String view = Command.sql("{}.pg_stat_statements", in).text();
        List<Row> rows;
        try {
            rows = session.list(sampling(view, session.majorVersion()), Row::read);
        } catch (SQLException e) {
            if (NOT_PRELOADED.equals(e.getSQLState())) {
                return new Reading(
                        false, Optional.empty(), new Sample(Map.of(), 0), List.of(), OptionalDouble.empty(), 0, "", in);
            }
            throw e;
        }
        Map<Long, StatementUse> known = rows.stream()
                .flatMap(row -> row.use().stream())
                .collect(Collectors.toMap(StatementUse::id, use -> use));
        Sample sample = new Sample(known, System.nanoTime());
        List<StatementUse> grown = since(sample);
        double all = grown.stream().mapToDouble(StatementUse::millis).sum();
        boolean slow = grown.stream().anyMatch(one -> one.judge(limits, all) != Status.UP);
        int hidden = (int) rows.stream().filter(row -> row.use().isEmpty()).count();
        String role = rows.stream().map(Row::role).findFirst().orElse("");
        List<StatementUse> top = grown.stream().limit(TOP).toList();
        return new Reading(
                true,
                grown.isEmpty() ? off(session) : Optional.empty(),
                sample,
                slow ? named(session, view, top) : List.of(),
                base == null ? OptionalDouble.empty() : OptionalDouble.of(all),
                hidden,
                role,
                in);
    }

    /** Another extension may number statements where the server does not, so this only explains why nothing was counted. */
    private static Optional<String> off(Session session) throws SQLException {
        return session.first(OFF, row -> Optional.ofNullable(row.getString(1))).flatMap(setting -> setting);
    }

    /** The costliest first; nothing at the first sample. */
    private List<StatementUse> since(Sample now) {
        Sample before = base;
        if (before == null) {
            return List.of();
        }
        return now.uses().values().stream()
                .map(use -> use.since(before.uses().getOrDefault(use.id(), new StatementUse(use.id(), 0, 0))))
                .filter(use -> use.calls() > 0)
                .sorted(Comparator.comparingDouble(StatementUse::millis).reversed())
                .toList();
    }

    private static List<Named> named(Session session, String view, List<StatementUse> top) throws SQLException {
        String ids = top.stream().map(use -> Long.toString(use.id())).collect(Collectors.joining(", "));
        Map<Long, String> texts = new HashMap<>();
        session.list(
                "select queryid, " + RawText.of("min(query)") + " as query from " + view + "(true)" + OURS
                        + " and queryid in (" + ids + ") group by queryid",
                row -> texts.put(row.getLong("queryid"), text(row)));
        return top.stream()
                .map(use -> new Named(use, texts.getOrDefault(use.id(), "")))
                .toList();
    }

    private static String text(ResultSet row) throws SQLException {
        return SqlText.redact(Columns.exact(row, "query"), TEXT);
    }

    /** Of others' statements a role without rights gets the time, but not which they are. */
    private static String sampling(String view, int version) {
        String time = version >= WITH_EXEC_TIME ? "total_exec_time" : "total_time";
        return "select queryid, sum(calls)::bigint as calls, sum(" + time
                + ") as millis, current_user::text as role from " + view + "(false)" + OURS
                + " group by queryid order by 3 desc limit " + ROWS;
    }

    /**
     * How much time all statements had taken at one moment.
     *
     * @param uses by their number
     * @param nanos when
     */
    record Sample(Map<Long, StatementUse> uses, long nanos) {}

    /**
     * A statement with its text.
     *
     * @param use the time it has taken since
     * @param text the statement, redacted
     */
    record Named(StatementUse use, String text) {}

    /**
     * What was read.
     *
     * @param loaded whether the server counts at all
     * @param off the setting that keeps it from counting; empty when none does, or it has counted all the same
     * @param sample the totals
     * @param top the costliest statements since the earlier sample, when one of them has reached the limits
     * @param all how long all statements ran since then, in milliseconds; empty at the first sample
     * @param hidden how many groups of statements are hidden; 0 or 1
     * @param role our role; hostile
     * @param schema where it was read
     */
    public record Reading(
            boolean loaded,
            Optional<String> off,
            Sample sample,
            List<Named> top,
            OptionalDouble all,
            int hidden,
            String role,
            Argument schema) {}

    private record Row(Optional<StatementUse> use, String role) {
        static Row read(ResultSet row) throws SQLException {
            Optional<Long> id = Columns.number(row, "queryid");
            long calls = row.getLong("calls");
            double millis = row.getDouble("millis");
            return new Row(id.map(number -> new StatementUse(number, calls, millis)), row.getString("role"));
        }
    }
}
