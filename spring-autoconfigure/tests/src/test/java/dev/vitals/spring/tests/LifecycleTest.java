package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.Vitals;
import dev.vitals.spring.VitalsBuilderCustomizer;
import dev.vitals.probe.Status;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.format.Access;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.ArrayList;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** From a start with nothing there to a graceful end. */
class LifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void a_database_and_a_redis_that_are_down_keep_no_application_from_starting() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                ConfigurableApplicationContext application = Apps.startAlone(
                        Application.class,
                        WebApplicationType.NONE,
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + closed.port() + "/shop",
                        "spring.data.redis.port=" + closed.port(),
                        "spring.data.redis.host=127.0.0.1")) {
            Vitals vitals = application.getBean(Vitals.class);

            await().atMost(SOON).untilAsserted(() -> assertThat(
                            vitals.check("db.connect").orElseThrow().cause())
                    .isEqualTo("db.refused"));
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            vitals.check("redis.ping").orElseThrow().cause())
                    .isEqualTo("redis.refused"));
        }
    }

    @Test
    void the_grace_of_start_up_lasts_until_the_application_is_ready() {
        AtomicReference<Status> meanwhile = new AtomicReference<>();
        try (ConfigurableApplicationContext application =
                started(SlowToStart.class, meanwhile, "--vitals.start-up-grace=1ms")) {
            assertThat(meanwhile).hasValue(Status.UNKNOWN);
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            application.getBean(Vitals.class).check("stock").orElseThrow().status())
                    .isEqualTo(Status.DOWN));
        }
    }

    @Test
    void an_application_that_wants_no_grace_has_none() {
        AtomicReference<Status> meanwhile = new AtomicReference<>();
        try (ConfigurableApplicationContext application = started(WithoutGrace.class, meanwhile)) {
            assertThat(application.getBean(Vitals.class).startUpGrace()).isZero();
            assertThat(meanwhile).hasValue(Status.DOWN);
        }
    }

    private static ConfigurableApplicationContext started(
            Class<?> configuration, AtomicReference<Status> beforeItIsReady, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--spring.main.banner-mode=off", "--logging.level.root=off"));
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(context -> context.addApplicationListener((ApplicationStartedEvent started) ->
                        beforeItIsReady.set(SlowToStart.afterSomeRuns(started.getApplicationContext()))))
                .run(arguments.toArray(String[]::new));
    }

    @Test
    void applications_that_come_and_go_leave_no_thread_behind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 2; i++) {
            try (ConfigurableApplicationContext application = Apps.startAlone(
                    Nothing.class,
                    WebApplicationType.SERVLET,
                    "spring.main.lazy-initialization=true",
                    "management.server.port=0",
                    "management.endpoints.web.base-path=/ops",
                    "management.endpoints.web.path-mapping.vitals=state",
                    "management.endpoints.web.exposure.include=vitals",
                    "server.servlet.context-path=/shop",
                    "spring.mvc.servlet.path=/web",
                    "vitals.endpoint.enabled=true")) {
                int management = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
                assertThat(Apps.get(management, "/ops/state", "Accept", "text/html").body())
                        .contains("href=\"state/incidents\"");
                assertThat(Apps.get(application, "/shop/web/health", "Accept", "text/html").body())
                        .contains("href=\"health/incidents\"");
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vitals")));
    }

    @Test
    void a_parent_and_its_child_have_an_aggregator_each() {
        String[] quiet = {"--spring.main.banner-mode=off", "--logging.level.root=off", "--spring.jmx.enabled=false"};
        SpringApplicationBuilder parent = new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE);
        try (ConfigurableApplicationContext child =
                parent.registerShutdownHook(false).child(Nothing.class).registerShutdownHook(false).run(quiet)) {
            ConfigurableApplicationContext above = (ConfigurableApplicationContext) child.getParent();
            assertThat(child.getBean(Vitals.class)).isNotNull();
            assertThat(above.getBean(Vitals.class)).isNotNull();
            child.close();
            assertThat(above.getBean(Vitals.class).report().checks()).isNotEmpty();
            above.close();
        }
    }

    @Test
    void readiness_follows_the_applications_own_state_to_the_end_of_a_graceful_shutdown() {
        AtomicInteger whileClosing = new AtomicInteger();
        ConfigurableApplicationContext application =
                Apps.start(WebApplicationType.SERVLET, "vitals.endpoint.enabled=true", "server.shutdown=graceful");
        try {
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            Apps.get(application, "/health/ready").statusCode())
                    .isEqualTo(200));

            AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
            assertThat(Apps.get(application, "/health/ready").statusCode()).isEqualTo(503);
            for (String other : new String[] {"/health/readyz", "/health/%72eady", "/health/readyz/jvm.heap"}) {
                assertThat(Apps.get(application, other).statusCode()).as(other).isEqualTo(503);
            }
            assertThat(Apps.get(application, "/health/live").statusCode()).isEqualTo(200);
            AvailabilityChangeEvent.publish(application, ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(Apps.get(application, "/health/ready").statusCode()).isEqualTo(200);
            ApplicationListener<ContextClosedEvent> last = event -> whileClosing.set(
                    Apps.get(application, "/health/ready").statusCode());
            application.addApplicationListener(last);
        } finally {
            application.close();
        }
        assertThat(whileClosing).hasValue(503);
    }

    @Test
    void what_a_page_of_another_site_sends_is_refused_even_with_a_token() {
        String token = "Bearer a-token-of-more-than-16";
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Own.class,
                WebApplicationType.SERVLET,
                "vitals.endpoint.enabled=true",
                "vitals.endpoint.token=a-token-of-more-than-16")) {
            int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            HttpResponse<String> forged = Apps.send(
                    port, "POST", "/health/dump", "", "Authorization", token, "Origin", "http://elsewhere.example");
            assertThat(forged.statusCode()).isEqualTo(403);
            assertThat(Apps.send(port, "POST", "/health/dump", "", "Authorization", token)
                            .body())
                    .as("of an aggregator without dumps, to one who may ask")
                    .contains("no dumps are taken");
        }
    }

    @Test
    void an_address_that_anyone_may_have_written_proves_nothing() {
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Own.class,
                WebApplicationType.SERVLET,
                "vitals.endpoint.enabled=true",
                "server.tomcat.remoteip.remote-ip-header=x-forwarded-for")) {
            assertThat(Apps.get(application, "/health?format=text", "X-Forwarded-For", "127.0.0.1")
                            .body())
                    .doesNotContain("all is well");
        }
    }

    @Test
    void what_is_no_address_is_not_looked_up() {
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Watched.class,
                WebApplicationType.SERVLET,
                "vitals.endpoint.enabled=true",
                "server.forward-headers-strategy=framework")) {
            Apps.get(application, "/health", "X-Forwarded-For", "10.1.2.3");
            assertThat(Watched.SEEN.get().toString()).contains("10.1.2.3");
            Apps.get(application, "/health", "X-Forwarded-For", "[fe80::1]");
            assertThat(Watched.SEEN.get().toString()).contains("fe80:0:0:0:0:0:0:1");
            for (String name : new String[] {"127.1", "fade.de"}) {
                Apps.get(application, "/health", "X-Forwarded-For", name);
                assertThat(Watched.SEEN.get()).as(name).isEmpty();
            }
        }
    }

    @Test
    void each_database_is_checked_once_and_a_pool_nobody_has_used_is_up() {
        try (ConfigurableApplicationContext application =
                Apps.startAlone(ManyDatabases.class, WebApplicationType.NONE, "spring.data.redis.url=" + Apps.Servers.REDIS.uri())) {
            Vitals vitals = application.getBean(Vitals.class);

            assertThat(vitals.names().stream().filter(name -> name.endsWith(".connect")))
                    .containsExactlyInAnyOrder("orders-db.connect", "routing-db-archive.connect");
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            vitals.check("orders-db.connect").orElseThrow().status())
                    .isEqualTo(Status.UP));
            assertThat(vitals.check("orders-db.pool").orElseThrow().status()).isEqualTo(Status.UP);
            assertThat(application.getBean("ordersDataSource", HikariDataSource.class).isRunning())
                    .as("the pool has been started")
                    .isFalse();
        }
    }

    @Test
    void an_aggregator_of_the_applications_own_is_left_alone() {
        try (ConfigurableApplicationContext application = Apps.startAlone(Own.class, WebApplicationType.NONE)) {
            assertThat(application.getBean(Vitals.class).names()).containsExactly("own");
        }
    }

    /** One pool under three names, and one more behind a router. */
    @org.springframework.boot.autoconfigure.EnableAutoConfiguration
    static class ManyDatabases {
        private static HikariDataSource pool() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(Apps.Servers.POSTGRES.jdbcUrl());
            pool.setUsername(Apps.Servers.POSTGRES.user());
            pool.setPassword(Apps.Servers.POSTGRES.password());
            return pool;
        }

        @Bean
        HikariDataSource ordersDataSource() {
            return pool();
        }

        @Bean
        DataSource lazyDataSource(HikariDataSource ordersDataSource) {
            return new LazyConnectionDataSourceProxy(ordersDataSource);
        }

        @Bean
        @org.springframework.context.annotation.Primary
        DataSource routingDataSource(HikariDataSource ordersDataSource) {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return "orders";
                }
            };
            routing.setTargetDataSources(java.util.Map.of("orders", ordersDataSource, "archive", pool()));
            return routing;
        }
    }

    /** Has neither a database nor anything else. */
    @org.springframework.boot.autoconfigure.EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
            })
    static class Nothing {}

    /** Fails a check at once, and is ready only after several more of its runs. */
    static class SlowToStart extends Nothing {
        static final AtomicInteger RUNS = new AtomicInteger();

        static Status afterSomeRuns(ConfigurableApplicationContext context) {
            int now = RUNS.get();
            await().atMost(SOON).untilAtomic(RUNS, org.hamcrest.Matchers.greaterThan(now + 2));
            return context.getBean(Vitals.class).check("stock").orElseThrow().status();
        }

        @Bean
        VitalsBuilderCustomizer stock() {
            return vitals -> vitals.check(
                    "stock",
                    context -> {
                        RUNS.incrementAndGet();
                        return dev.vitals.probe.Result.down("stock.empty", "nothing left");
                    },
                    c -> c.every(Duration.ofMillis(100)).timeout(Duration.ofMillis(50)).confirmAfter(Duration.ZERO));
        }
    }

    static class WithoutGrace extends SlowToStart {
        @Bean
        VitalsBuilderCustomizer grace() {
            return vitals -> vitals.startUpGrace(Duration.ZERO);
        }
    }

    /** Has an aggregator already. */
    static class Own extends Nothing {
        @Bean
        Vitals mine() {
            return Vitals.builder("mine").check("own", context -> dev.vitals.probe.Result.up("all is well")).build();
        }
    }

    /** Notes who asked. */
    static class Watched extends Own {
        static final AtomicReference<Optional<InetAddress>> SEEN = new AtomicReference<>(Optional.empty());

        @Bean
        Authoriser watching() {
            return caller -> {
                SEEN.set(caller.address());
                return Access.STATUS;
            };
        }
    }
}
