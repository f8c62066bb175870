package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSettings;
import dev.vitals.errors.RecentErrors;
import dev.vitals.format.Access;
import dev.vitals.format.JsonFormat;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a runtime image that holds the modules we name and no other: no {@code jdk.random}, no service we do not bring; and
 * without Micrometer.
 */
class SmallRuntimeTest {
    private static final String MODULES = "java.base,java.management,jdk.management";

    @Test
    void an_aggregator_is_built_and_reports(@TempDir Path directory) throws Exception {
        Path modules = Path.of(System.getProperty("java.home"), "jmods");
        assumeTrue(Files.isDirectory(modules), "this JDK has no " + modules + " to make an image of");
        Path image = directory.resolve("image");
        int made = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path",
                        modules.toString(),
                        "--add-modules",
                        MODULES,
                        "--output",
                        image.toString());
        assertThat(made).isZero();

        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        image.resolve("bin/java").toString(),
                        "-cp",
                        withoutMicrometer(System.getProperty("java.class.path")),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output))
                .contains(
                        "\"status\":\"UP\"",
                        "# small: UP (dump ",
                        "- app/ configuration.json, versions.txt, errors.txt")
                .contains("threads left: 0");
        assertThat(process.exitValue()).isZero();
    }

    private static String withoutMicrometer(String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("micrometer"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What runs in the image. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            try (Vitals vitals = Vitals.builder("small")
                    .check("a", context -> Result.up())
                    .dumps(DumpSettings.DEFAULT.onDemandOnly().errors(RecentErrors.create()))
                    .build()) {
                Report report = vitals.report();
                System.out.write(JsonFormat.DEFAULT.render(report, Access.DETAIL));
                vitals.dump(DumpRequest.DEFAULT)
                        .await(Duration.ofMinutes(1))
                        .ifPresent(dump -> System.out.println(dump.summary()));
            }
            try {
                Vitals.builder("refused").build();
            } catch (InvalidConfigurationException expected) {
                long left = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("vitals-"))
                        .filter(Main::isStill)
                        .count();
                System.out.println("threads left: " + left);
            }
        }

        private static boolean isStill(Thread thread) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return thread.isAlive();
        }
    }
}
