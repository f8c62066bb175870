package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Result;
import dev.vitals.spi.Knowledge;
import dev.vitals.triage.SeverityPolicy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsKnowledgeTest {
    private static final String CONTRADICTION =
            "cause codes are declared twice: 'probe.timeout' (again by dev.vitals.engine.EngineCauses)";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** Declares a cause that the engine declares. */
    public static final class Contradicting implements Knowledge {
        @Override
        public List<Cause> causes() {
            return List.of(Cause.of("probe.timeout", Cause.Kind.OURS, "theirs", "Theirs."));
        }
    }

    @BeforeEach
    void addModule(@TempDir Path directory) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(Knowledge.class.getName()), Contradicting.class.getName());
        URL[] found = {directory.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(found, before));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void modules_that_contradict_each_other_are_reported_soon_after_the_start() {
        try (Vitals vitals =
                Vitals.builder("test").check("a", context -> Result.up()).build()) {
            await().untilAsserted(() -> assertThat(vitals.report().notes()).contains(CONTRADICTION));
        }
    }

    @Test
    void modules_that_contradict_each_other_are_a_fault_where_the_application_refers_to_causes() {
        VitalsBuilder builder =
                Vitals.builder("test").check("a", context -> Result.up()).severities(SeverityPolicy.STANDARD);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(CONTRADICTION);
    }
}
