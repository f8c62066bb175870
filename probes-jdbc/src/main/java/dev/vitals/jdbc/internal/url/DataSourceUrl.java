package dev.vitals.jdbc.internal.url;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks a data source, or what it wraps, for its URL by the names that the common pools and drivers give that method. Shows
 * which product it leads to, and where.
 */
public final class DataSourceUrl {
    private static final List<String> NAMES = List.of("getJdbcUrl", "getUrl", "getURL");

    private DataSourceUrl() {}

    /**
     * Asks. Makes no connection.
     *
     * @param source any data source
     * @return its URL, which may hold a password; empty when it does not say
     */
    public static Optional<String> of(DataSource source) {
        return Delegates.of(source).stream()
                .flatMap(one -> NAMES.stream().flatMap(name -> Reflection.call(one, name).stream()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(url -> url.startsWith("jdbc:"))
                .findFirst();
    }
}
