package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the two products a connection leads to, and which version of it.
 *
 * @param flavour the product
 * @param major the major version
 * @param minor the minor version
 * @param patch the patch level; 0 when it is not known
 */
public record Server(Flavour flavour, int major, int minor, int patch) {
    /** MariaDB up to 10.x puts a MySQL version in front of its own, for old replicas. */
    private static final Pattern VERSION =
            Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*", Pattern.DOTALL);

    private static final int STATEMENT_MILLIS = 1_000;
    private static final int LOCK_SECONDS = 1;

    /** The products. */
    enum Flavour {
        MYSQL,
        MARIADB
    }

    /** Asks the driver, which learnt it while connecting. Connector/J calls MariaDB MySQL, too. */
    public static Server of(Session session) throws SQLException {
        DatabaseMetaData metaData = session.connection().getMetaData();
        return of(metaData.getDatabaseProductName() + "", metaData.getDatabaseProductVersion() + "");
    }

    public static Server of(String product, String version) {
        boolean mariaDb = (product + version).toLowerCase(Locale.ROOT).contains("mariadb");
        Matcher numbers = VERSION.matcher(version);
        boolean known = numbers.matches();
        return new Server(
                mariaDb ? Flavour.MARIADB : Flavour.MYSQL,
                known ? Integer.parseInt(numbers.group(1)) : 0,
                known ? Integer.parseInt(numbers.group(2)) : 0,
                known && numbers.group(3) != null ? Integer.parseInt(numbers.group(3)) : 0);
    }

    public boolean isMariaDb() {
        return flavour == Flavour.MARIADB;
    }

    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        int[] ours = {major, minor, patch};
        int[] theirs = {otherMajor, otherMinor, otherPatch};
        return Arrays.compare(ours, theirs) >= 0;
    }

    /**
     * Bounds a query on the server without leaving anything behind on the connection, which may be borrowed. MySQL bounds
     * {@code SELECT} only.
     */
    public String bounded(String query) {
        if (isMariaDb()) {
            return "SET STATEMENT max_statement_time = " + STATEMENT_MILLIS / 1_000 + ", lock_wait_timeout = "
                    + LOCK_SECONDS + " FOR " + query;
        }
        return query.startsWith("select ")
                ? "select /*+ MAX_EXECUTION_TIME(" + STATEMENT_MILLIS + ") */ " + query.substring("select ".length())
                : query;
    }
}
