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
    requires static tomcat.jdbc; // Has its name from its file alone; so has Agroal 2, which is "agroal.api".
    requires static org.apache.commons.dbcp2;
    requires static org.apache.commons.pool2;
    requires static io.agroal.api;

    exports dev.vitals.jdbc;
    exports dev.vitals.jdbc.limits;

    provides dev.vitals.spi.Knowledge with
            dev.vitals.jdbc.internal.knowledge.JdbcKnowledge;
}
