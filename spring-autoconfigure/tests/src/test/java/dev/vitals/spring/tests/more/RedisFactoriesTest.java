package dev.vitals.spring.tests.more;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.spring.tests.Apps;
import dev.vitals.spring.tests.Printed;
import dev.vitals.testkit.RedisServer;
import java.time.Duration;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Factories of all sorts that an application makes itself. */
@Tag("more")
class RedisFactoriesTest {
    private static final RedisServer REDIS = Apps.Servers.REDIS;

    @Test
    void each_server_is_checked_once_whatever_kind_of_factory_leads_to_it() {
        try (Printed printed = new Printed();
                ConfigurableApplicationContext application = Apps.startAlone(
                        Factories.class, WebApplicationType.NONE, "logging.level.dev.vitals=warn")) {
            Vitals vitals = application.getBean(Vitals.class);

            assertThat(vitals.names().stream().filter(name -> name.endsWith(".ping")))
                    .containsExactlyInAnyOrder(
                            "redis.ping",
                            "events-redis.ping",
                            "later-redis.ping",
                            "read-redis-1.ping",
                            "read-redis-2.ping");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vitals.names().stream().filter(name -> name.endsWith(".ping")))
                            .allMatch(name -> vitals.check(name).orElseThrow().status() == Status.UP));
            assertThat(application.getBean("laterConnectionFactory", LettuceConnectionFactory.class).isRunning())
                    .as("a factory that nobody has started")
                    .isFalse();
            assertThat(printed.text()).contains("nothing checks the Redis of the bean 'socketConnectionFactory'");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Factories extends RedisClientsTest.RedisAlone {
        private static LettuceConnectionFactory lettuce() {
            return new LettuceConnectionFactory("127.0.0.1", REDIS.port());
        }

        @Bean
        @Primary
        LettuceConnectionFactory redisConnectionFactory() {
            return lettuce();
        }

        @Bean
        RedisConnectionFactory wrappedConnectionFactory(LettuceConnectionFactory redisConnectionFactory) {
            ProxyFactory proxy = new ProxyFactory(RedisConnectionFactory.class, (MethodInterceptor)
                    call -> call.proceed());
            proxy.setTarget(redisConnectionFactory);
            return (RedisConnectionFactory) proxy.getProxy();
        }

        @Bean
        ReactiveRedisConnectionFactory eventsConnectionFactory() {
            return lettuce();
        }

        @Bean
        @Lazy
        LettuceConnectionFactory laterConnectionFactory() {
            LettuceConnectionFactory factory = lettuce();
            factory.setAutoStartup(false);
            factory.setEarlyStartup(false);
            return factory;
        }

        @Bean
        LettuceConnectionFactory readConnectionFactory() {
            RedisStaticMasterReplicaConfiguration nodes =
                    new RedisStaticMasterReplicaConfiguration("127.0.0.1", REDIS.port());
            nodes.addNode("127.0.0.1", REDIS.port());
            return new LettuceConnectionFactory(nodes);
        }

        @Bean
        LettuceConnectionFactory socketConnectionFactory() {
            return new LettuceConnectionFactory(new RedisSocketConfiguration("/nowhere.sock"));
        }
    }
}
