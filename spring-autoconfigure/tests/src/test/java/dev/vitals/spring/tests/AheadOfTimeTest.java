package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

/** What a native image would be built from: Spring processes the application, and names what is reached by reflection. */
class AheadOfTimeTest {
    @TempDir
    private Path out;

    @Test
    void spring_writes_code_for_our_beans_and_hints_for_what_is_read_by_reflection() throws IOException {
        Settings settings = Settings.builder()
                .sourceOutput(out.resolve("sources"))
                .resourceOutput(out.resolve("resources"))
                .classOutput(out.resolve("classes"))
                .groupId("shop")
                .artifactId("shop")
                .build();

        new SpringApplicationAotProcessor(Application.class, settings, new String[] {"--management.endpoints.web.exposure.include=vitals", "--spring.datasource.url=jdbc:postgresql://127.0.0.1/shop"}).process();

        assertThat(out.resolve("sources/dev/vitals/spring/autoconfigure")).isNotEmptyDirectory();
        try (Stream<Path> files = Files.walk(out.resolve("resources"))) {
            String hints = files.filter(Files::isRegularFile)
                    .map(AheadOfTimeTest::read)
                    .collect(Collectors.joining());
            assertThat(hints)
                    .contains("dev.vitals.jdbc.limits.LockLimits", "dev.vitals.redis.limits.PingLimits")
                    .contains("dev.vitals.spring.internal.actuator.VitalsEndpoint");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
