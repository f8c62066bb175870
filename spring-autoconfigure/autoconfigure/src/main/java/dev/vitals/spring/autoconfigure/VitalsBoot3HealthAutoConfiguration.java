package dev.vitals.spring.autoconfigure;

import dev.vitals.Vitals;
import dev.vitals.spring.internal.health.Boot3Health;
import dev.vitals.spring.internal.health.Snapshot;
import javax.sql.DataSource;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the aggregator a part of {@code /actuator/health}, in an application on Spring Boot 3.
 */
@AutoConfiguration(
        after = VitalsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.actuate.autoconfigure.jdbc.DataSourceHealthContributorAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.data.redis.RedisHealthContributorAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.data.redis.RedisReactiveHealthContributorAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration"
        })
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthEndpointGroupsPostProcessor")
@ConditionalOnBean(Vitals.class)
@ConditionalOnEnabledHealthIndicator("vitals")
final class VitalsBoot3HealthAutoConfiguration {
    @Bean
    Snapshot vitalsSnapshot(Vitals vitals) {
        return new Snapshot(vitals);
    }

    @Bean
    @ConditionalOnMissingBean(name = {"vitalsHealthIndicator", "vitalsHealthContributor"})
    CompositeHealthContributor vitalsHealthContributor(Snapshot snapshot) {
        return Boot3Health.all(snapshot);
    }

    @Bean
    static HealthEndpointGroupsPostProcessor vitalsHealthEndpointGroupsPostProcessor() {
        return Boot3Health::knowingDegraded;
    }

    /** In place of Spring Boot's own, which borrow from the pool and send commands of their own at each request. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(prefix = "vitals.actuator", name = "replace-indicators")
    static class Replacements {
        @Bean
        @ConditionalOnBean(DataSource.class)
        @ConditionalOnMissingBean(name = {"dbHealthIndicator", "dbHealthContributor"})
        CompositeHealthContributor dbHealthContributor(Snapshot snapshot) {
            return Boot3Health.some(snapshot, ".connect");
        }

        @Bean
        @ConditionalOnBean(type = "org.springframework.data.redis.connection.RedisConnectionFactory")
        @ConditionalOnMissingBean(name = {"redisHealthIndicator", "redisHealthContributor"})
        CompositeHealthContributor redisHealthContributor(Snapshot snapshot) {
            return Boot3Health.some(snapshot, ".ping");
        }
    }
}
