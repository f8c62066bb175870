package dev.vitals.spring.autoconfigure;

import dev.vitals.Vitals;
import dev.vitals.errors.RecentErrors;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.redis.RedisProbes;
import dev.vitals.spring.internal.Hints;
import dev.vitals.spring.internal.StartUp;
import dev.vitals.spring.internal.VitalsFactory;
import dev.vitals.spring.internal.sources.CheckSource;
import dev.vitals.spring.internal.sources.DataSources;
import dev.vitals.spring.internal.sources.LoggedErrors;
import dev.vitals.spring.internal.sources.RedisFactories;
import dev.vitals.spring.internal.sources.StandardSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Makes a {@link Vitals} of what an application has, unless it has one of its own. Contacts nothing: a database that is
 * down keeps no application from starting.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(prefix = "vitals", name = "enabled", matchIfMissing = true)
@ImportRuntimeHints(Hints.class)
final class VitalsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Vitals vitals(ListableBeanFactory beans, Environment environment, StartUp startUp) {
        return new VitalsFactory(beans, environment).create(startUp);
    }

    @Bean
    static StartUp vitalsStartUp() {
        return new StartUp();
    }

    /** Checks run from the start, also where beans are made when they are needed first. */
    @Bean
    static LazyInitializationExcludeFilter vitalsLazyInitializationExcludeFilter() {
        return LazyInitializationExcludeFilter.forBeanTypes(Vitals.class);
    }

    @Bean
    @Order(2)
    CheckSource vitalsStandardSource() {
        return new StandardSource();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSource.class, JdbcProbes.class})
    static class Databases {
        @Bean
        @Order(0)
        CheckSource vitalsDataSources(ListableBeanFactory beans) {
            return new DataSources(beans);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RedisConnectionFactory.class, RedisProbes.class})
    static class Redis {
        @Bean
        @Order(1)
        CheckSource vitalsRedisFactories(ListableBeanFactory beans) {
            return new RedisFactories(beans);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = {"dev.vitals.logging.LogbackErrors", "ch.qos.logback.classic.LoggerContext"})
    @ConditionalOnBooleanProperty(prefix = "vitals.errors", name = "enabled", matchIfMissing = true)
    static class Errors {
        @Bean
        @ConditionalOnMissingBean
        RecentErrors vitalsRecentErrors() {
            return RecentErrors.create();
        }

        @Bean
        @Order(3)
        LoggedErrors vitalsLoggedErrors(RecentErrors errors) {
            return new LoggedErrors(errors);
        }
    }
}
