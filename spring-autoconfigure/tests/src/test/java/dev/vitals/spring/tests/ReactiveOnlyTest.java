package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.spring.tests.Isolated.Started;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/**
 * WebFlux with Actuator, and nothing of servlets on the class path; in class loaders that come and go, as those of Spring
 * Boot's devtools do.
 */
class ReactiveOnlyTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void an_application_without_servlets_has_its_page_and_leaves_nothing_of_ours_running() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 2; i++) {
            comeAndGo();
            await().atMost(SOON).untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("vitals")));
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(ObjectName.getInstance("dev.vitals*:*"), null))
                    .isEmpty();
        }
    }

    private static void comeAndGo() throws Exception {
        List<String> properties = Stream.concat(
                        Apps.Servers.properties().stream(),
                        Stream.of(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "spring.application.name=shop",
                                "management.endpoints.web.exposure.include=vitals",
                                "logging.level.root=off",
                                "spring.main.banner-mode=off"))
                .toList();
        try (Started application =
                Isolated.start(name -> !name.matches(".*(tomcat|servlet|webmvc|starter-web-).*"), properties)) {
            assertThatThrownBy(() -> application.loader().loadClass("jakarta.servlet.Servlet"))
                    .isInstanceOf(ClassNotFoundException.class);
            await().atMost(SOON).untilAsserted(() -> {
                HttpResponse<String> page = Apps.get(application.port(), "/actuator/vitals", "Accept", "text/html");
                assertThat(page.body()).contains("PostgreSQL 18");
                assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            });
        }
    }
}
