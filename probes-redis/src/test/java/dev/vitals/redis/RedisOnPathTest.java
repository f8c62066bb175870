package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.network.ClosedPort;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claims that differ between versions, on the {@code redis-server} of this machine if it has one. */
class RedisOnPathTest {
    private static final Optional<Path> BINARY = Arrays.stream(
                    System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst();

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void announce() {
        System.out.println(BINARY.map(path -> "RedisOnPathTest uses " + path)
                .orElse("SKIPPED RedisOnPathTest: there is no redis-server on the PATH"));
        assumeTrue(BINARY.isPresent(), "there is no redis-server on the PATH");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void ping_and_memory_are_up() throws Exception {
        URI uri = start("--maxmemory", "100mb");
        try (Lab lab = Lab.at(uri)) {
            Result ping = lab.ping();
            Result memory = lab.memory();

            assertThat(ping.status()).isEqualTo(Status.UP);
            assertThat(memory.summary()).matches("[0-9.]+ % of 100 MiB \\(warn 80 %\\), noeviction");
            assertThat(lab.harness("memory").diagnose())
                    .last()
                    .satisfies(server -> System.out.println("RedisOnPathTest: "
                            + ((Evidence.Table) server).rows().get(0)));
        }
    }

    @Test
    void a_full_server_that_must_keep_all_is_down() throws Exception {
        URI uri = start("--maxmemory", "8mb");
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(uri)) {
            lab.memory();
            admin.fill(10_000);
            lab.clock.advance(Duration.ofSeconds(2));
            Result result = lab.memory();

            assertThat(result.cause()).isEqualTo("redis.memory.full");
            assertThat(result.summary()).startsWith("1 write refused");
        }
    }

    @Test
    void a_user_with_the_right_to_ping_alone_costs_one_denial() throws Exception {
        URI uri = start();
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(URI.create("redis://pinger:secret@127.0.0.1:" + uri.getPort()))) {
            admin.run("ACL", "SETUSER", "pinger", "on", ">secret", "+ping");

            assertThat(lab.ping().status()).isEqualTo(Status.UP);
            assertThat(lab.memory().cause()).isEqualTo("redis.permission");
            assertThat(admin.info("stats", "total_error_replies")).isEqualTo("1");
        }
    }

    @Test
    void a_replica_that_lost_its_master_and_may_not_serve_is_down() throws Exception {
        URI uri = start("--replicaof", "127.0.0.1 1", "--replica-serve-stale-data", "no");
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(uri)) {
            // Redis 6.2 answers PING all the same; from 7.0 on it does not.
            assumeTrue(!admin.info("server", "redis_version").startsWith("6."), "Redis 7 or later");

            assertThat(lab.ping().cause()).isEqualTo("redis.masterdown");
        }
    }

    private URI start(String... arguments) throws Exception {
        ClosedPort closed = ClosedPort.reserve();
        int port = closed.port();
        List<String> command = new ArrayList<>(List.of(
                BINARY.orElseThrow().toString(),
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                directory.toString()));
        command.addAll(List.of(arguments));
        closed.close();
        started.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        URI uri = URI.create("redis://127.0.0.1:" + port);
        await().ignoreExceptions().until(() -> {
            try (Admin admin = Admin.at(uri)) {
                return !admin.info("server", "redis_version").isEmpty();
            }
        });
        return uri;
    }
}
