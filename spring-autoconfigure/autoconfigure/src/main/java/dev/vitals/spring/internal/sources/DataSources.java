package dev.vitals.spring.internal.sources;

import dev.vitals.VitalsBuilder;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.spring.internal.settings.Properties;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;

/** Every data source of an application, each database once however many beans lead to it. */
public final class DataSources implements CheckSource {
    private static final Logger LOG = LoggerFactory.getLogger(DataSources.class);

    private final ListableBeanFactory beans;

    public DataSources(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void addTo(VitalsBuilder builder, Properties properties) {
        databases(properties).forEach((name, source) -> builder.add(JdbcProbes.of(name, source)));
    }

    /** One that cannot be made is the application's own to report, as soon as the application itself makes it. */
    private Optional<DataSource> made(String bean) {
        try {
            return Optional.of(beans.getBean(bean, DataSource.class));
        } catch (BeansException failed) {
            LOG.warn("nothing checks the database of the bean '{}': {}", bean, failed.getMessage());
            return Optional.empty();
        }
    }

    /** Beans that are a pool themselves name it best, so they come before those that wrap one or choose among several. */
    private Map<String, DataSource> databases(Properties properties) {
        Map<String, DataSource> wanted = new LinkedHashMap<>();
        for (String bean : beans.getBeanNamesForType(DataSource.class, false, true)) {
            String name = Names.of(bean, List.of("datasource"), "db", "datasource", properties);
            if (properties
                    .read("datasource." + bean + ".enabled", Boolean.class)
                    .orElse(true)) {
                made(bean).ifPresent(source -> wanted.put(name, source));
            }
        }
        Map<String, DataSource> found = new LinkedHashMap<>();
        Set<DataSource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (boolean direct : new boolean[] {true, false}) {
            wanted.forEach((name, source) -> Targets.of(source).forEach((key, target) -> {
                if (Targets.isDirect(source) == direct && seen.add(Targets.innermost(target))) {
                    found.put(key.isEmpty() ? name : name + "-" + key, target);
                }
            }));
        }
        return found;
    }
}
