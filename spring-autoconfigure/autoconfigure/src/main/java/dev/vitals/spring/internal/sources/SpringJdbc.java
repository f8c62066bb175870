package dev.vitals.spring.internal.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Looks into data sources of spring-jdbc, which an application need not have. */
final class SpringJdbc {
    private SpringJdbc() {}

    static DataSource inside(DataSource source) {
        boolean wraps = source instanceof DelegatingDataSource;
        DataSource target = wraps ? ((DelegatingDataSource) source).getTargetDataSource() : null;
        return target == null ? source : target;
    }

    /** Returns what a data source chooses among, by the text of its key; empty when it does not choose. */
    static Map<String, DataSource> routes(DataSource source) {
        Map<String, DataSource> routes = new LinkedHashMap<>();
        if (source instanceof AbstractRoutingDataSource routing) {
            routing.getResolvedDataSources().forEach((key, target) -> routes.put(String.valueOf(key), target));
            DataSource other = routing.getResolvedDefaultDataSource();
            if (other != null) {
                routes.putIfAbsent("default", other);
            }
        }
        return routes;
    }
}
