package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How old the oldest numbers of a database are.
 *
 * @param database its name; hostile
 * @param xid the age of the oldest transaction number
 * @param multixact the age of the oldest multixact number
 */
public record FreezeAge(String database, long xid, long multixact) {
    /** {@code template0} too: it takes no connections, but stops the server like any other. */
    private static final String QUERY = "select " + RawText.of("datname")
            + " as datname, age(datfrozenxid) as xid, mxid_age(datminmxid) as multixact"
            + " from pg_database order by greatest(age(datfrozenxid), mxid_age(datminmxid)) desc limit 100";

    /** The oldest first. */
    public static List<FreezeAge> read(Session session) throws SQLException {
        return session.list(QUERY, FreezeAge::row);
    }

    private static FreezeAge row(ResultSet row) throws SQLException {
        return new FreezeAge(Columns.exact(row, "datname"), row.getLong("xid"), row.getLong("multixact"));
    }
}
