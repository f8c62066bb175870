package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.url.Reflection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What a pool of no known product counts, by the names that pools give to their counters. For display. */
final class PoolCounters {
    private static final List<String> USED = List.of(
            "getNumBusyConnections", // c3p0
            "getActiveCount", // Druid
            "getBorrowedConnectionsCount", // Oracle UCP
            "getActiveConnections", // H2, ViburDBCP
            "getNumActive",
            "getActive");
    private static final List<String> MOST =
            List.of("getMaxPoolSize", "getMaxActive", "getMaxConnections", "getMaxTotal", "getPoolMaxSize");
    private static final List<String> WAITING = List.of(
            "getNumThreadsAwaitingCheckoutDefaultUser", // c3p0
            "getWaitThreadCount", // Druid
            "getThreadsAwaitingConnection",
            "getNumWaiters");

    private PoolCounters() {}

    /** Such as {@code 15 of 15 in use, 3 threads waiting}; empty when the pool does not say. */
    static String words(DataSource source) {
        Optional<String> used = first(source, USED)
                .map(number ->
                        number + first(source, MOST).map(most -> " of " + most).orElse("") + " in use");
        Optional<String> waiting = first(source, WAITING).map(number -> number + " waiting");
        return String.join(
                ", ", Stream.of(used, waiting).flatMap(Optional::stream).toList());
    }

    private static Optional<String> first(DataSource source, List<String> names) {
        return names.stream()
                .flatMap(name -> Reflection.call(source, name).stream())
                .filter(number -> number instanceof Integer || number instanceof Long)
                .map(String::valueOf)
                .findFirst();
    }
}
