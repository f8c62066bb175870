package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers whose JVM ends without closing them. */
class OrphanTest {

    private Process jvm;
    private List<ProcessHandle> servers;
    private List<Path> directories;

    @BeforeEach
    void a_jvm_with_open_servers_one_of_them_frozen() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        jvm = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), OrphanTest.Forgetful.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = jvm.inputReader();
        servers = pids(said.readLine());
        directories = Stream.of(said.readLine().split(" ")).map(Path::of).toList();
        assertThat(servers).hasSizeGreaterThan(3).allMatch(ProcessHandle::isAlive);
        assertThat(directories)
                .hasSize(4)
                .allSatisfy(directory -> assertThat(directory).exists());
    }

    @AfterEach
    void the_jvm_is_gone() {
        jvm.destroyForcibly();
    }

    @Test
    void end_with_a_jvm_that_ends_in_order() throws Exception {
        jvm.getOutputStream().close();

        assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(directories).allSatisfy(directory -> assertThat(directory).doesNotExist());
    }

    @Test
    void end_with_a_jvm_that_is_killed() {
        jvm.destroyForcibly();

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(directories)
                    .allSatisfy(directory -> assertThat(directory).doesNotExist());
        });
    }

    private static List<ProcessHandle> pids(String line) {
        return Stream.of(line.split(" "))
                .map(Long::valueOf)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** A program that starts servers and does not close them. */
    static final class Forgetful {

        private Forgetful() {}

        @SuppressWarnings("resource")
        public static void main(String[] arguments) throws IOException {
            PostgresServer postgres = PostgresServer.start();
            RedisServer redis = RedisServer.start();
            List<ProcessHandle> processes = Stream.of(postgres, redis)
                    .flatMap(server -> ServerContract.processes(server).stream())
                    .toList();
            postgres.freeze();
            System.out.println(String.join(
                    " ", processes.stream().map(process -> "" + process.pid()).toList()));
            System.out.println(String.join(
                    " ", TemporaryFiles.ofServers().stream().map(Path::toString).toList()));
            while (System.in.read() >= 0) {
                // Stay until told to end.
            }
        }
    }
}
