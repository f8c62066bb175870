package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.findings.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of the lock query: a session that waits, blocks, or both. Its texts are hostile.
 *
 * @param pid the server process; 0 for a prepared transaction
 * @param lock what it waits for; empty when it only blocks
 * @param activity what it does; empty when it is gone, or is not a process
 * @param blindRole the role that reads, when it may not see what others do; empty when it may
 * @param inRecovery whether the server replays another one's log
 */
record LockRow(
        int pid, Optional<LockWait> lock, Optional<Activity> activity, Optional<String> blindRole, boolean inRecovery) {

    /**
     * What a session waits for.
     *
     * @param blockers the processes it waits for, 0 among them for a prepared transaction
     * @param lockType the kind of thing that is locked
     * @param mode the wanted mode
     * @param object the table; empty for other kinds
     * @param waited for how long; empty when that is hidden from this role
     */
    record LockWait(
            List<Integer> blockers, String lockType, String mode, Optional<String> object, Optional<Duration> waited) {
        boolean isAdvisory() {
            return lockType.equals("advisory");
        }
    }

    /**
     * What a session does.
     *
     * @param backendType the kind of process; empty when hidden
     * @param application the program's name for itself; may be empty
     * @param role the role; empty for a process of the server's own
     * @param client the client's address; empty when local or hidden
     * @param state the state; empty when hidden or when the process has none
     * @param stateAge how long it has been so
     * @param query the running or last statement
     */
    record Activity(
            Optional<String> backendType,
            String application,
            Optional<String> role,
            Optional<String> client,
            Optional<String> state,
            Duration stateAge,
            String query) {}

    static LockRow read(ResultSet row) throws SQLException {
        return new LockRow(
                row.getInt("pid"), lock(row), activity(row), text(row, "blind_role"), row.getBoolean("in_recovery"));
    }

    boolean isWaiting() {
        return lock.isPresent();
    }

    /** Whether the session's activity is there but not for this role to see. */
    boolean isHidden() {
        return blindRole.isPresent()
                && activity.filter(one -> one.state().isEmpty()).isPresent();
    }

    /** Whether the session runs with {@code track_activities = off}. */
    boolean isSilent() {
        return activity.flatMap(Activity::state).filter("disabled"::equals).isPresent();
    }

    /**
     * Whether this is the replay of the log, for which {@code pg_blocking_pids} is always empty. A role without rights
     * recognises it by that, and by its having no role.
     */
    boolean isReplay() {
        boolean named = activity.flatMap(Activity::backendType)
                .filter("startup"::equals)
                .isPresent();
        boolean ofTheServer = activity.filter(one -> one.role().isEmpty()).isPresent();
        boolean waitsForNothing = lock.filter(one -> one.blockers().isEmpty()).isPresent();
        return named || (inRecovery && ofTheServer && waitsForNothing);
    }

    private static Optional<LockWait> lock(ResultSet row) throws SQLException {
        String mode = row.getString("mode");
        if (mode == null) {
            return Optional.empty();
        }
        return Optional.of(
                new LockWait(blockers(row), text(row, "locktype").orElse(""), mode, text(row, "object"), waited(row)));
    }

    private static Optional<Duration> waited(ResultSet row) throws SQLException {
        Duration waited = seconds(row, "waited");
        return row.wasNull() ? Optional.empty() : Optional.of(waited);
    }

    private static List<Integer> blockers(ResultSet row) throws SQLException {
        String joined = text(row, "blockers").orElse("");
        return Stream.of(joined.split(","))
                .filter(pid -> !pid.isEmpty())
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    private static Optional<Activity> activity(ResultSet row) throws SQLException {
        if (!row.getBoolean("present")) {
            return Optional.empty();
        }
        return Optional.of(new Activity(
                text(row, "backend_type"),
                text(row, "application_name").orElse(""),
                text(row, "role"),
                text(row, "client"),
                text(row, "state"),
                seconds(row, "state_age"),
                text(row, "query").orElse("")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Columns.text(row, column);
    }

    /** A clock that went back gives a negative age. */
    private static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.max(0, (long) (row.getDouble(column) * 1_000)));
    }
}
