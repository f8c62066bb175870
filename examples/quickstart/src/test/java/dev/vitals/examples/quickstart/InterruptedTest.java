package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The end of a process of its own. It is sent SIGTERM, which ends a JVM as the SIGINT of Ctrl-C does: that one is ignored
 * by all that a shell has started in the background.
 */
class InterruptedTest {
    @Test
    void a_signal_to_end_leaves_no_process_and_no_directory_behind() throws Exception {
        Process quickstart = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quickstart.class.getName(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try {
            awaitLine(quickstart, "Make it sick:");
            List<ProcessHandle> servers = quickstart.descendants().toList();
            assertThat(servers).isNotEmpty();
            assertThat(directoriesOf(quickstart)).isNotEmpty();

            new ProcessBuilder("kill", "-TERM", Long.toString(quickstart.pid()))
                    .start()
                    .waitFor();

            assertThat(quickstart.waitFor(2, TimeUnit.MINUTES)).isTrue();
            await().atMost(Duration.ofMinutes(1)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> directoriesOf(quickstart).isEmpty());
        } finally {
            quickstart.destroyForcibly();
        }
    }

    private static void awaitLine(Process process, String line) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String read = out.readLine();
        while (read != null && !read.startsWith(line)) {
            read = out.readLine();
        }
        assertThat(read).isNotNull();
    }

    /** The servers' directories carry the number of the process that made them. */
    private static List<Path> directoriesOf(Process process) throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("vitals-" + process.pid() + "-"))
                    .toList();
        }
    }
}
