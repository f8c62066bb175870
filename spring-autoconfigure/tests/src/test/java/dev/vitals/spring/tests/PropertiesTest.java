package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.http.HttpProbes;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.spring.VitalsBuilderCustomizer;
import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSettings;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.spring.internal.settings.InvalidPropertiesFailureAnalyzer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What an application can set, and what it is told when it sets something else. */
class PropertiesTest {
    private static ConfigurableApplicationContext start(String... properties) {
        return Apps.start(WebApplicationType.NONE, properties);
    }

    @Test
    void every_fault_is_named_at_once_with_its_place_and_what_would_be_right() {
        Throwable thrown =
                catchThrowable(() -> start("spring.config.location=classpath:/faults/application.properties"));

        assertThat(new InvalidPropertiesFailureAnalyzer().analyze(thrown).getDescription())
                .contains("vitals.deadline=5x (class path resource [faults/application.properties] - 1:17): must be a duration such as 500ms, 5s or 2m")
                .contains("vitals.deadlin=1s")
                .contains("which is no property; the nearest is vitals.deadline")
                .contains("vitals.checks.db.lock.interval=5s")
                .contains("the nearest is vitals.checks.db.locks.interval")
                .contains("vitals.checks.db.locks.impact=huge")
                .contains("must be one of critical, major, minor")
                .contains("vitals.checks.db.locks.limits.longest-wait.warn=lots")
                .contains("must be a duration such as 500ms, 5s or 2m, or none")
                .contains("vitals.checks.redis.memory.limits.used.warn=99%")
                .contains("'fail' must not be reached before 'warn'")
                .contains("vitals.endpoint.token=***")
                .doesNotContain("hunter2");
    }

    @Test
    void a_duration_without_a_unit_is_not_taken_for_milliseconds() {
        Throwable thrown = catchThrowable(() -> start(
                "vitals.checks.db.locks.confirm-after=0",
                "vitals.deadline=1",
                "vitals.checks.db.locks.interval=5",
                "vitals.checks.db.locks.limits.longest-wait.warn=5"));

        assertThat(new InvalidPropertiesFailureAnalyzer().analyze(thrown).getDescription())
                .contains("vitals.deadline=1 ", "vitals.checks.db.locks.interval=5 ", "longest-wait.warn=5 ")
                .contains("must be a duration such as 500ms, 5s or 2m, with its unit")
                .doesNotContain("confirm-after");
    }

    @Test
    void what_cannot_be_is_named_as_the_aggregator_names_it() {
        assertThatThrownBy(() -> start("vitals.checks.db.connect.timeout=20m", "vitals.checks.db.locks.depends-on=nothing"))
                .rootCause()
                .hasMessageContaining("check 'db.connect': 'timeout' must be positive and at most PT10M but was PT20M")
                .hasMessageContaining("it depends on 'nothing', which is no check");
    }

    @Test
    void what_the_aggregator_refuses_is_named_beside_the_rest_with_its_property_and_place() {
        Throwable thrown = catchThrowable(() -> Apps.start(
                Mistaken.class,
                WebApplicationType.NONE,
                "spring.config.location=classpath:/faults/application.properties",
                "vitals.checks.db.connect.timeout=20m",
                "vitals.checks.db.size.depends-on=db.conect",
                "vitals.checks.db.size.name=",
                "vitals.checks.licence.name=own licence"));

        assertThat(new InvalidPropertiesFailureAnalyzer().analyze(thrown).getDescription())
                .contains("vitals.deadlin=1s")
                .contains("vitals.checks.db.connect.timeout=20m (\"vitals.checks.db.connect.timeout\" from property source"
                        + " \"commandLineArgs\"): check 'db.connect': 'timeout' must be positive and at most PT10M")
                .containsPattern("vitals.checks.db.size.depends-on=db.conect .*: check 'db.size': it depends on"
                        + " 'db.conect', which is no check: .*db.connect")
                .containsPattern("vitals.checks.licence.name=own licence .*: check name 'own licence' must be")
                .containsPattern("vitals.checks.db.size.name= .*: must be a name")
                .containsPattern("(?m)^ *- a policy is set for 'db.lokcs', which is no check: .*db.locks");
    }

    /** All that the aggregator finds wrong with a policy, each on a check of its own, beside properties that are right. */
    @Test
    void every_fault_of_the_aggregator_is_laid_to_its_own_property() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("deadline=2h", "'deadline' must be");
        wrong.put("checks.db.connect.timeout=20m", "'timeout' must be");
        wrong.put("checks.db.locks.interval=0s", "'interval' must be");
        wrong.put("checks.db.size.max-age=1ms", "'maxAge' PT0.001S is too short");
        wrong.put("checks.db.pool.fail-after.duration=9000d", "'failAfter' must be");
        wrong.put("checks.jvm.heap.recover-after.duration=9000d", "'recoverAfter' must be");
        wrong.put("checks.jvm.deadlocks.confirm-after=9d", "'confirmAfter' must be");
        wrong.put("checks.jvm.threads.groups=own group", "group name 'own group' must be");
        wrong.put("checks.jvm.gc.groups=dump", "group name 'dump' is that of an operation");
        wrong.put("checks.host.disk.groups=jvm.gc", "group name 'jvm.gc' is that of a check");
        wrong.put("checks.host.memory.groups=started", "no check joins group 'started'");
        wrong.put("checks.redis.ping.groups=live", "it checks something shared");
        wrong.put("checks.redis.memory.depends-on=redis.pong", "it depends on 'redis.pong'");
        wrong.put("checks.licence.name=it's ours", "check name 'it's ours' must be");
        wrong.put("checks.more.name=jvm.heap", "two checks are named 'jvm.heap'");
        List<String> all = new ArrayList<>(wrong.keySet());
        all.add("checks.redis.slowlog.depends-on=redis.ping");
        all.add("checks.redis.slowlog.timeout=1s");
        all.add("checks.jvm.heap.impact=minor");
        all.add("checks.db.connect.interval=1h");
        String[] properties = all.stream().map("vitals."::concat).toArray(String[]::new);

        String told = new InvalidPropertiesFailureAnalyzer()
                .analyze(catchThrowable(() -> start(properties)))
                .getDescription();

        List<String> faults = told.lines().filter(line -> line.contains("    - ")).toList();
        assertThat(faults).as(told).hasSize(wrong.size());
        wrong.forEach((property, fault) -> assertThat(faults)
                .filteredOn(line -> line.contains(fault))
                .as(property)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("    - vitals." + property + " ")
                .satisfies(line -> assertThat(line.split("vitals\\.[a-z.-]+=", -1)).hasSize(2)));
    }

    @Test
    void a_check_is_tuned_whoever_has_registered_it() {
        try (ConfigurableApplicationContext application = Apps.start(
                WithSets.class,
                WebApplicationType.NONE,
                "vitals.checks.db.locks.name=orders.locks",
                "vitals.checks.db.connect.name=db.reached",
                "vitals.checks.redis.latency.enabled=true",
                "vitals.checks.redis.latency.interval=7m",
                "vitals.checks.redis.slowlog.enabled=false",
                "vitals.checks.cache.integrity.enabled=true",
                "vitals.checks.cache.wal.enabled=false",
                "vitals.checks.partner.port.enabled=true",
                "vitals.checks.partner.answer.limits.answer.warn=50ms",
                "vitals.checks.more.name=much-more",
                "vitals.checks.more.impact=major",
                "vitals.checks.licence.enabled=false")) {
            Vitals vitals = application.getBean(Vitals.class);

            assertThat(vitals.names())
                    .contains("orders.locks", "db.reached", "redis.latency", "cache.integrity", "partner.port", "much-more")
                    .doesNotContain("db.locks", "db.connect", "redis.slowlog", "cache.wal", "more", "licence");
            assertThat(vitals.check("redis.latency").orElseThrow().policy().interval())
                    .isEqualTo(Duration.ofMinutes(7));
            assertThat(vitals.check("much-more").orElseThrow().policy().impact()).isEqualTo(Impact.MAJOR);
            assertThat(vitals.check("orders.locks").orElseThrow().policy().dependsOn())
                    .containsExactly("db.reached");
            await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vitals.check("orders.locks").orElseThrow().status())
                            .isEqualTo(Status.UP));
        }
    }

    @Test
    void checks_are_tuned_renamed_limited_and_turned_off() {
        try (ConfigurableApplicationContext application = start(
                "vitals.datasource.dataSource.name=orders-db",
                "vitals.redis.redisConnectionFactory.enabled=false",
                "vitals.jvm.enabled=false",
                "vitals.checks.orders-db.locks.impact=critical",
                "vitals.checks.orders-db.locks.interval=7s",
                "vitals.checks.orders-db.locks.timeout=3s",
                "vitals.checks.orders-db.locks.groups=ready,billing",
                "vitals.checks.orders-db.size.enabled=false",
                "vitals.checks.orders-db.connect.limits.latency.warn=1us",
                "vitals.checks.orders-db.connect.limits.latency.fail=none")) {
            Vitals vitals = application.getBean(Vitals.class);

            assertThat(vitals.names())
                    .contains("orders-db.connect", "orders-db.locks")
                    .doesNotContain("orders-db.size", "redis.ping", "jvm.heap", "db.connect");
            CheckReport locks = vitals.check("orders-db.locks").orElseThrow();
            assertThat(locks.policy().impact()).isEqualTo(Impact.CRITICAL);
            assertThat(locks.policy().interval()).isEqualTo(Duration.ofSeconds(7));
            assertThat(locks.policy().timeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(locks.policy().groups()).containsExactlyInAnyOrder("ready", "billing");
            await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vitals.check("orders-db.connect").orElseThrow().cause())
                            .as("any answer is slow by this limit")
                            .isEqualTo("db.slow"));
        }
    }

    @Test
    void off_is_off_as_spring_reads_it() {
        try (ConfigurableApplicationContext application = start("vitals.enabled=off")) {
            assertThat(application.getBeansOfType(Vitals.class)).isEmpty();
        }
    }

    @Test
    void logged_errors_are_counted_against_the_limit() {
        try (ConfigurableApplicationContext application = start(
                "logging.level.shop.orders=error",
                "vitals.errors.rate.warn=0.001",
                "vitals.checks.errors.interval=200ms",
                "vitals.schedule=true")) {
            Vitals vitals = application.getBean(Vitals.class);
            org.slf4j.LoggerFactory.getLogger("shop.orders").error("cannot ship order {}", 42);

            await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vitals.check("errors").orElseThrow().cause())
                            .isEqualTo("errors.logged"));
        }
    }

    @Test
    void errors_without_a_limit_are_no_fault() {
        try (ConfigurableApplicationContext application =
                start("logging.level.shop.orders=error", "vitals.checks.errors.interval=200ms")) {
            Vitals vitals = application.getBean(Vitals.class);
            org.slf4j.LoggerFactory.getLogger("shop.orders").error("cannot ship order {}", 42);

            await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vitals.check("errors").orElseThrow().result().summary())
                            .startsWith("1 errors"));
            assertThat(vitals.check("errors").orElseThrow().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_dump_holds_logged_errors_and_goes_nowhere_where_no_directory_is_named() {
        try (ConfigurableApplicationContext application =
                start("vitals.dump.directory=", "vitals.incidents.directory=", "logging.level.shop.orders=error")) {
            org.slf4j.LoggerFactory.getLogger("shop.orders").error("cannot ship order {}", 42);
            Dump dump = application.getBean(Vitals.class)
                    .dump(DumpRequest.of("test", "a look"))
                    .await(Duration.ofSeconds(60))
                    .orElseThrow();

            assertThat(dump.path()).isEmpty();
            assertThat(dump.sections())
                    .extracting(section -> section.file())
                    .contains("app/errors.txt", "app/meters.txt");
        }
    }

    @Test
    void what_is_offered_besides_is_turned_off() {
        try (ConfigurableApplicationContext application =
                start("vitals.metrics.enabled=false", "vitals.dump.enabled=false", "vitals.errors.enabled=false")) {
            assertThat(application.getBeansOfType(MeterRegistry.class).values())
                    .isNotEmpty()
                    .allSatisfy(registry -> assertThat(registry.getMeters())
                            .noneMatch(meter -> meter.getId().getName().startsWith("vitals")));
            assertThat(application.getBean(Vitals.class).dumps()).isEmpty();
            assertThat(application.getBean(Vitals.class).names()).doesNotContain("errors");
        }
    }

    @Test
    void nothing_is_there_once_it_is_turned_off() {
        try (ConfigurableApplicationContext application = start("vitals.enabled=false")) {
            assertThat(application.getBeanNamesForType(Vitals.class)).isEmpty();
        }
    }

    @Test
    void a_bean_is_used_as_it_is_and_the_log_names_what_does_nothing_beside_it() {
        try (Printed printed = new Printed();
                ConfigurableApplicationContext application = Apps.startAlone(
                        WithSettings.class,
                        WebApplicationType.NONE,
                        "logging.level.dev.vitals=warn",
                        "vitals.dump.directory=/never",
                        "vitals.incidents.directory=/never")) {
            Dump dump = application.getBean(Vitals.class)
                    .dump(DumpRequest.of("test", "a look"))
                    .await(Duration.ofSeconds(60))
                    .orElseThrow();

            assertThat(dump.path()).isEmpty();
            assertThat(printed.text())
                    .contains("vitals.dump.directory=/never")
                    .contains("does nothing: the application's DumpSettings bean is used as it is")
                    .contains("does nothing: the application's IncidentSettings bean is used as it is");
        }
    }

    /** Changes a check that there is not. */
    static class Mistaken extends Application {
        @Bean
        VitalsBuilderCustomizer wrong() {
            return builder -> builder.policy("db.lokcs", policy -> policy.impact(Impact.MINOR));
        }
    }

    /** Has sets of its own, one as a bean and one by hand. */
    static class WithSets extends Application {
        @Bean
        JdbcProbes cache() {
            return JdbcProbes.of("cache", "jdbc:sqlite:/nowhere/cache.db", "", "");
        }

        @Bean
        VitalsBuilderCustomizer partner() {
            return builder -> builder.add(HttpProbes.of("partner", "http://127.0.0.1:1/health"));
        }
    }

    /** Says by beans what properties say too. */
    static class WithSettings extends LifecycleTest.Nothing {
        @Bean
        DumpSettings dumps() {
            return DumpSettings.DEFAULT;
        }

        @Bean
        IncidentSettings incidents() {
            return IncidentSettings.DEFAULT;
        }
    }
}
