package dev.vitals.jdbc.internal.pool;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The pools we know. A new product gets a line here and a {@link KnownPool}, which is the one class that must not be
 * loaded where the product is absent: here it is named in the body of a lambda alone.
 */
public enum PoolKind {
    /** HikariCP 5 to 7. */
    HIKARI("com.zaxxer.hikari.HikariDataSource", source -> new HikariPool((com.zaxxer.hikari.HikariDataSource) source)),
    /** Tomcat JDBC 9 to 11. */
    TOMCAT(
            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
            source -> new TomcatPool((org.apache.tomcat.jdbc.pool.DataSourceProxy) source)),
    /** Commons DBCP 2. */
    DBCP(
            "org.apache.commons.dbcp2.BasicDataSource",
            source -> new DbcpPool((org.apache.commons.dbcp2.BasicDataSource) source)),
    /** Agroal 2 and 3. */
    AGROAL("io.agroal.api.AgroalDataSource", source -> new AgroalPool((io.agroal.api.AgroalDataSource) source));

    private final String className;
    private final Function<Object, KnownPool> pool;

    PoolKind(String className, Function<Object, KnownPool> pool) {
        this.className = className;
        this.pool = pool;
    }

    /**
     * Finds the pool that a data source is or wraps. Contacts nobody.
     *
     * @param source any data source
     * @return the pool; empty when it is none that we know
     */
    public static Optional<KnownPool> find(DataSource source) {
        return Arrays.stream(values()).flatMap(kind -> kind.in(source)).findFirst();
    }

    private Stream<KnownPool> in(DataSource source) {
        try {
            Class<?> type = Class.forName(className, false, PoolKind.class.getClassLoader());
            // Some versions have another module name than the one our descriptor knows.
            PoolKind.class.getModule().addReads(type.getModule());
            if (type.isInstance(source)) {
                return Stream.of(pool.apply(source));
            }
            return source.isWrapperFor(type) ? Stream.of(pool.apply(source.unwrap(type))) : Stream.empty();
        } catch (ClassNotFoundException | SQLException | RuntimeException | LinkageError e) {
            return Stream.empty();
        }
    }
}
