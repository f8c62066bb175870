package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.KnownFailureException;
import dev.vitals.jdbc.internal.failure.StandardFailures;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Logins;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Clean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/** Tells a database that cannot be reached from a data source that gives no connection for reasons of its own. */
final class Borrowing {
    private static final int DEPTH = 20;
    private static final int NAME = 120;

    /** What a driver or a pool says in the same way: only the network's own exception below it shows which. */
    private static final Set<FailureKind> VAGUE = Set.of(FailureKind.OTHER, FailureKind.TIMEOUT, FailureKind.LOST);

    /** Data sources that open a connection for each call, so that what they say is what the driver says. */
    private static final Set<String> DIRECT = Set.of(
            "org.postgresql.ds.common.BaseDataSource",
            "org.mariadb.jdbc.MariaDbDataSource",
            "com.mysql.cj.jdbc.MysqlDataSource",
            "org.sqlite.SQLiteDataSource",
            "org.h2.jdbcx.JdbcDataSource",
            "org.springframework.jdbc.datasource.AbstractDriverBasedDataSource");

    private Borrowing() {}

    /** Whether a data source is known to keep no connections. */
    static boolean isDirect(DataSource source) {
        for (Class<?> type = source.getClass(); type != null; type = type.getSuperclass()) {
            if (DIRECT.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** The failure of code that is neither driver nor pool: a routing without a tenant, a source of passwords. */
    static KnownFailureException thrown(Throwable error) {
        StackTraceElement[] stack = error.getStackTrace();
        String place =
                stack.length == 0 ? "" : " in " + shortName(stack[0].getClassName()) + "." + stack[0].getMethodName();
        String where = Clean.line(error.getClass().getSimpleName() + place, NAME);
        return new KnownFailureException(FailureKind.DATA_SOURCE_FAILED, where, message(error), error);
    }

    /** A source of passwords that throws is not a database that is down. */
    static Login next(Logins logins) throws KnownFailureException {
        try {
            return logins.next();
        } catch (RuntimeException | LinkageError e) {
            throw thrown(e);
        }
    }

    /** A data source that returned null. */
    static KnownFailureException nothing(DataSource source) {
        return new KnownFailureException(
                FailureKind.DATA_SOURCE_FAILED, name(source) + " returned null for a connection", "", null);
    }

    /** The driver's error where one can be made out, and otherwise that nothing was lent. */
    static SQLException failed(DataSource source, SQLException error, Duration waited, Dialect dialect) {
        if (isDirect(source) || StandardFailures.byRootCause(error).isPresent()) {
            return error;
        }
        Throwable cause = error;
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            if (cause instanceof SQLException one && isOfTheDriver(one, error, dialect)) {
                return one;
            }
        }
        String counted = PoolCounters.words(source);
        String where =
                name(source) + " after " + Quantities.duration(waited) + (counted.isEmpty() ? "" : ": " + counted);
        return new KnownFailureException(FailureKind.NO_CONNECTION, where, message(error), error);
    }

    @SuppressWarnings("ReferenceEquality") // The outermost error itself, not one like it.
    private static boolean isOfTheDriver(SQLException one, SQLException outermost, Dialect dialect) {
        boolean vague = VAGUE.contains(dialect.classify(one, true));
        return !vague || (one != outermost && one.getSQLState() != null);
    }

    private static String name(DataSource source) {
        return Clean.line(shortName(source.getClass().getName()), NAME);
    }

    private static String shortName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null ? "" : message;
    }
}
