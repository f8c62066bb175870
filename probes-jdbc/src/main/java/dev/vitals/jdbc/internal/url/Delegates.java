package dev.vitals.jdbc.internal.url;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Looks through data sources that wrap another one: for tracing, for transactions, for lazy connections, to choose one of
 * several. Opens no connection and never throws. Where a wrapper has several and no default, there is no saying which one
 * the application uses, so none is looked at.
 */
@SuppressWarnings("ReferenceEquality") // A wrapper may call itself equal to what it wraps.
public final class Delegates {
    /** A chain of wrappers is short; more means that they lead in circles of new objects. */
    private static final int MOST = 32;

    /** What wrappers call their own data source; best before fields, since a subclass may hide one in a proxy. */
    private static final List<String> GETTERS = List.of(
            "getTargetDataSource",
            "getResolvedDefaultDataSource",
            "getWrappedDataSource",
            "getDelegate",
            "getDelegateDataSource",
            "getDataSource");

    private Delegates() {}

    /**
     * Returns a data source and what it wraps.
     *
     * @param source any data source
     * @return the source itself first, then from the outside in
     */
    public static List<DataSource> of(DataSource source) {
        Set<DataSource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<DataSource> found = new ArrayList<>();
        Deque<DataSource> next = new ArrayDeque<>(List.of(source));
        while (!next.isEmpty() && found.size() < MOST) {
            DataSource one = next.remove();
            if (seen.add(one)) {
                found.add(one);
                inside(one).ifPresent(next::add);
            }
        }
        return found;
    }

    private static Optional<DataSource> inside(DataSource source) {
        return Stream.<Supplier<Optional<DataSource>>>of(
                        () -> unwrapped(source), () -> byGetter(source), () -> advised(source), () -> byField(source))
                .flatMap(way -> way.get().stream())
                .filter(inner -> inner != source)
                .findFirst();
    }

    private static Optional<DataSource> unwrapped(DataSource source) {
        try {
            return Optional.ofNullable(source.unwrap(DataSource.class));
        } catch (SQLException | RuntimeException | LinkageError | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Optional<DataSource> byGetter(DataSource source) {
        return GETTERS.stream()
                .flatMap(name -> Reflection.call(source, name).stream())
                .flatMap(Delegates::asDataSource)
                .filter(inner -> inner != source)
                .findFirst();
    }

    /** Spring's proxies give their target away, those made by subclassing too. */
    private static Optional<DataSource> advised(DataSource source) {
        return Reflection.call(source, "getTargetSource")
                .flatMap(target -> Reflection.call(target, "getTarget"))
                .flatMap(target -> asDataSource(target).findFirst());
    }

    private static Optional<DataSource> byField(DataSource source) {
        Object holder = Proxy.isProxyClass(source.getClass()) ? Proxy.getInvocationHandler(source) : source;
        List<Object> values = Reflection.values(holder);
        Optional<DataSource> direct = only(values.stream());
        return direct.isPresent() || values.stream().anyMatch(DataSource.class::isInstance)
                ? direct
                : only(values.stream()
                        .filter(Map.class::isInstance)
                        .flatMap(map -> Stream.of(((Map<?, ?>) map).values().toArray())));
    }

    private static Optional<DataSource> only(Stream<Object> values) {
        Set<DataSource> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        values.flatMap(Delegates::asDataSource).forEach(distinct::add);
        return distinct.size() == 1 ? Optional.of(distinct.iterator().next()) : Optional.empty();
    }

    private static Stream<DataSource> asDataSource(Object value) {
        return value instanceof DataSource source ? Stream.of(source) : Stream.empty();
    }
}
