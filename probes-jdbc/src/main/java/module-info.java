/** Database and connection pool probes. */
module dev.vitals.jdbc {
    requires transitive dev.vitals.core;
    requires transitive java.sql;
    requires java.management;
    requires static com.zaxxer.hikari;
    requires static org.jspecify;

    exports dev.vitals.jdbc;
    exports dev.vitals.jdbc.limits;
}
