package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.url.Delegates;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Finds the pools we know. A new product gets a line here and a {@link KnownPool}. That class must not be loaded where the
 * product is absent, so here it is named only in the body of a lambda.
 */
public final class KnownPools {
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "com.zaxxer.hikari.HikariDataSource",
                    source -> new HikariPool((com.zaxxer.hikari.HikariDataSource) source)),
            new Kind(
                    "org.apache.tomcat.jdbc.pool.DataSourceProxy",
                    source -> new TomcatPool((org.apache.tomcat.jdbc.pool.DataSourceProxy) source)),
            new Kind(
                    "org.apache.commons.dbcp2.BasicDataSource",
                    source -> new DbcpPool((org.apache.commons.dbcp2.BasicDataSource) source)),
            new Kind(
                    "io.agroal.api.AgroalDataSource",
                    source -> new AgroalPool((io.agroal.api.AgroalDataSource) source)));

    private KnownPools() {}

    /**
     * Finds the pool that a data source is or wraps, the outermost one. Opens no connection and never throws.
     *
     * @param source any data source
     * @return the pool; empty when it is of no product we know
     */
    public static Optional<KnownPool> in(DataSource source) {
        return Delegates.of(source).stream()
                .flatMap(one -> KINDS.stream().flatMap(kind -> kind.in(one)))
                .findFirst();
    }

    private record Kind(String className, Function<Object, KnownPool> pool) {
        Stream<KnownPool> in(DataSource source) {
            try {
                Class<?> type = Class.forName(className, false, KnownPools.class.getClassLoader());
                // Some versions have another module name than the one our descriptor knows.
                KnownPools.class.getModule().addReads(type.getModule());
                if (type.isInstance(source)) {
                    return Stream.of(pool.apply(source));
                }
                Object inner = source.isWrapperFor(type) ? source.unwrap(type) : null;
                return inner == null ? Stream.empty() : Stream.of(pool.apply(inner));
            } catch (ClassNotFoundException | SQLException | RuntimeException | LinkageError | StackOverflowError e) {
                return Stream.empty();
            }
        }
    }
}
