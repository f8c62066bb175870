package dev.vitals.jdbc.internal.url;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks a data source for its URL by the names that the common pools and drivers give that method. Used to tell which
 * product it leads to, and for display.
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
        return NAMES.stream()
                .flatMap(name -> call(source, name).stream())
                .filter(url -> url.startsWith("jdbc:"))
                .findFirst();
    }

    private static Optional<String> call(DataSource source, String name) {
        try {
            Method method = source.getClass().getMethod(name);
            return method.invoke(source) instanceof String url ? Optional.of(url) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
