package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.query.QueryProbe;
import dev.vitals.jdbc.internal.query.QuerySql;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Probe;
import java.util.regex.Pattern;

/** A check that the user wrote in SQL. */
record UserQuery(String name, String sql, QuerySettings settings) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    UserQuery {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a query's name must be of lower-case letters, digits and '-' but was '" + name + "'");
        }
        sql = QuerySql.requireSingleQuery(name, sql);
    }

    Probe probe(DedicatedConnection connection) {
        return new QueryProbe(connection, name, sql, settings, Vendor::holders);
    }
}
