package dev.vitals.spring.internal.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;

/** Where a data source leads, through what Spring wraps around it. Opens no connection. */
final class Targets {
    /** Both generations have it under this name, where they have spring-jdbc at all. */
    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource", Targets.class.getClassLoader());

    /** Wrappers more than this lead in circles. */
    private static final int MOST = 32;

    private Targets() {}

    /** Returns what a data source chooses among, by key; if it does not choose, itself under an empty key. */
    static Map<String, DataSource> of(DataSource source) {
        Map<String, DataSource> routed = SPRING_JDBC ? SpringJdbc.routes(innermost(source)) : Map.of();
        if (routed.isEmpty()) {
            return Map.of("", source);
        }
        Map<String, DataSource> named = new LinkedHashMap<>();
        routed.forEach((key, target) -> named.put(key.replaceAll("[^A-Za-z0-9._-]", "-"), target));
        return named;
    }

    /** Returns whether a data source wraps nothing and chooses among nothing. */
    @SuppressWarnings("ReferenceEquality") // A wrapper may call itself equal to what it wraps.
    static boolean isDirect(DataSource source) {
        return innermost(source) == source && of(source).containsKey("");
    }

    /** Returns the data source inside all wrappers. */
    @SuppressWarnings("ReferenceEquality") // A wrapper may call itself equal to what it wraps.
    static DataSource innermost(DataSource source) {
        DataSource one = source;
        for (int i = 0; i < MOST; i++) {
            DataSource inner = inside(one);
            if (inner == one) {
                return one;
            }
            one = inner;
        }
        return one;
    }

    private static DataSource inside(DataSource source) {
        if (AopProxyUtils.getSingletonTarget(source) instanceof DataSource target) {
            return target;
        }
        return SPRING_JDBC ? SpringJdbc.inside(source) : source;
    }
}
