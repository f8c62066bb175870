/**
 * Database and connection pool probes.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
module dev.vitals.jdbc {
    requires transitive dev.vitals.core;
    requires transitive java.sql;
    requires java.management;
    requires static transitive org.jspecify;
    requires static com.zaxxer.hikari;

    exports dev.vitals.jdbc;
    exports dev.vitals.jdbc.limits;
}
