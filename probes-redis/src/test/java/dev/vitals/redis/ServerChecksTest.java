package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.options.ServerOptions;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisDataException;

/** The checks of one server by itself, on Redis 6.2 and, where it is installed, a newer one. */
class ServerChecksTest {
    private static final List<String> OF_INFO =
            List.of("memory", "fragmentation", "clients", "persistence", "replication");

    @Test
    void a_healthy_server_is_up_in_every_check() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            allUp(server.uri());
        }
    }

    private static void allUp(URI uri) throws Exception {
        try (Lab lab = Lab.at(uri, probes -> probes.with("latency"))) {
            lab.ping();
            for (int round = 0; round < 2; round++) {
                for (String check : List.of(
                        "ping",
                        "memory",
                        "fragmentation",
                        "clients",
                        "persistence",
                        "replication",
                        "slowlog",
                        "latency")) {
                    Result result = lab.check(check);
                    assertThat(result.status())
                            .as(check + ": " + result.summary())
                            .isEqualTo(Status.UP);
                }
                lab.pass(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void one_round_of_all_checks_asks_info_once_over_one_connection() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            for (String check : OF_INFO) {
                lab.check(check);
            }
            assertThat(admin.info("commandstats", "cmdstat_info")).startsWith("calls=1,");
            assertThat(admin.info("stats", "total_connections_received")).isEqualTo("3");
        }
    }

    @Test
    void a_user_without_dangerous_commands_gets_the_right_to_add_for_each_check_and_no_errors_in_every_round()
            throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("app", "secret", "~*", "+@all", "-@dangerous");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri("app", "secret"))) {
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
            for (int round = 0; round < 3; round++) {
                for (String check : OF_INFO) {
                    Result result = lab.check(check);
                    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
                    assertThat(result.subjects()).isEmpty();
                    assertThat(result.remedies().get(0).command().orElseThrow()).endsWith("ACL SETUSER app +info");
                }
                assertThat(lab.check("slowlog").remedies().get(0).command().orElseThrow())
                        .endsWith("ACL SETUSER app '+slowlog|get'");
                lab.pass(Duration.ofSeconds(10));
            }
            assertThat(admin.info("errorstats", "errorstat_NOPERM")).isEqualTo("count=2");
            admin.run("ACL", "SETUSER", "app", "+slowlog|get");
            lab.pass(Duration.ofSeconds(60));
            assertThat(lab.check("slowlog").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_user_with_an_odd_name_is_quoted_for_the_shell() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(new URI("redis", "o'b$(id);x:secret", "127.0.0.1", server.port(), null, null, null))) {
            admin.run("ACL", "SETUSER", "o'b$(id);x", "on", ">secret", "+ping");
            assertThat(lab.memory().remedies())
                    .extracting(Remedy::command)
                    .containsExactly(Optional.of(
                            "redis-cli -h 127.0.0.1 -p " + server.port() + " ACL SETUSER 'o'\\''b$(id);x' +info"));
        }
    }

    @Test
    void clients_are_counted_as_the_server_counts_ours_among_them_and_full_is_down() throws Exception {
        List<Socket> others = new ArrayList<>();
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("maxclients", "4"));
                Lab lab = Lab.at(server.uri())) {
            lab.ping();
            others.add(greeted(server));
            Result half = lab.check("clients");
            others.add(greeted(server));
            others.add(greeted(server));
            lab.pass(Duration.ofSeconds(2));
            Result full = lab.check("clients");
            others.add(turnedAway(server));
            lab.pass(Duration.ofSeconds(2));
            Result refused = lab.check("clients");

            assertThat(half.status()).isEqualTo(Status.UP);
            assertThat(half.summary()).startsWith("2 of 4 clients (50 %)");
            assertThat(full.status()).isEqualTo(Status.DOWN);
            assertThat(full.cause()).isEqualTo("redis.maxclients");
            assertThat(full.subjects()).containsExactly(Subject.endpoint("127.0.0.1", server.port()));
            assertThat(refused.summary()).startsWith("1 connection turned away since the previous sample");
            assertThat(lab.harness("clients").diagnose())
                    .singleElement()
                    .satisfies(table -> assertThat(((Evidence.Table) table).rows())
                            .anyMatch(row -> row.contains("vitals-sessions")));
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
    }

    @Test
    void clients_that_somebody_has_paused_are_told_apart_from_those_that_wait_for_work() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            inBackground(server, "BLPOP", "jobs", "0");
            await().until(() -> !admin.info("clients", "blocked_clients").equals("0"));
            Result atWork = lab.check("clients");
            admin.run("CLIENT", "PAUSE", "600000", "WRITE");
            inBackground(server, "SET", "geheim", "1");

            Result paused = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                lab.pass(Duration.ofSeconds(2));
                                return lab.check("clients");
                            },
                            seen -> seen.status() != Status.UP);
            Result ping = lab.ping();
            admin.run("CLIENT", "UNPAUSE");
            lab.pass(Duration.ofSeconds(2));

            assertThat(atWork.status()).isEqualTo(Status.UP);
            assertThat(paused.cause()).isEqualTo("redis.clients.paused");
            assertThat(paused.summary())
                    .startsWith("1 client held back by the server")
                    .doesNotContain("geheim");
            assertThat(paused.remedies().get(0).command().orElseThrow()).endsWith("CLIENT UNPAUSE");
            assertThat(ping.status()).isEqualTo(Status.UP);
            await().untilAsserted(() -> {
                lab.pass(Duration.ofSeconds(2));
                assertThat(lab.check("clients").status()).isEqualTo(Status.UP);
            });
        }
    }

    private static void inBackground(RedisServer server, String command, String... arguments) {
        Thread thread = new Thread(() -> {
            try (Admin client = Admin.of(server)) {
                client.run(command, arguments);
            } catch (RuntimeException e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    @RequiresProgram("redis-server")
    void a_rewrite_of_the_append_only_file_that_failed_is_tried_again_as_one(@TempDir Path directory) throws Exception {
        try (InstalledRedis redis = new InstalledRedis(directory)) {
            Path data = Files.createDirectory(directory.resolve("data"));
            URI uri = redis.server("--dir", data.toString(), "--appendonly", "yes");
            try (Admin admin = Admin.at(uri);
                    Lab lab = Lab.at(uri)) {
                admin.run("SET", "a", "1");
                try (Stream<Path> files = Files.walk(data)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
                try {
                    admin.run("BGREWRITEAOF");
                } catch (JedisDataException e) {
                    // Some versions find out at once.
                }
                await().until(() ->
                        admin.info("persistence", "aof_last_bgrewrite_status").equals("err"));

                Result result = lab.check("persistence");

                assertThat(result.cause()).isEqualTo("redis.persistence.failed");
                assertThat(result.remedies().toString())
                        .contains("BGREWRITEAOF")
                        .doesNotContain("BGSAVE");
            }
        }
    }

    @Test
    void a_ping_turned_away_is_about_the_server_like_the_clients_check() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("maxclients", "2"));
                Socket first = greeted(server);
                Socket second = greeted(server);
                Lab lab = Lab.at(server.uri())) {
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);
            Result result = lab.ping();

            assertThat(result.cause()).isEqualTo("redis.maxclients");
            assertThat(result.subjects()).containsExactly(Subject.endpoint("127.0.0.1", server.port()));
        }
    }

    @Test
    void a_save_that_failed_is_degraded_and_a_write_refused_for_it_is_down() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            lab.check("persistence");
            admin.run("CONFIG", "SET", "dir", "/proc");
            admin.run("BGSAVE");
            await().untilAsserted(() -> {
                lab.pass(Duration.ofSeconds(2));
                assertThat(lab.check("persistence").cause()).isEqualTo("redis.persistence.failed");
            });
            Result failed = lab.check("persistence");
            assertThat(admin.fill(1)).isZero();
            lab.pass(Duration.ofSeconds(2));
            Result refused = lab.check("persistence");

            assertThat(failed.status()).isEqualTo(Status.DEGRADED);
            assertThat(refused.status()).isEqualTo(Status.DOWN);
            assertThat(refused.cause()).isEqualTo("redis.misconf");
            assertThat(refused.subjects()).isEqualTo(lab.ping().subjects());
        }
    }

    @Test
    void a_slow_command_is_named_once_without_its_arguments() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.run("EVAL", spin(150), "0");
            Result history = lab.check("slowlog");
            admin.run("EVAL", spin(150) + " -- canary", "1", "canary");
            Result fresh = lab.check("slowlog");
            Result again = lab.check("slowlog");

            assertThat(history.status()).isEqualTo(Status.UP);
            assertThat(fresh.status()).isEqualTo(Status.DEGRADED);
            assertThat(fresh.cause()).isEqualTo("redis.commands.slow");
            assertThat(fresh.summary())
                    .startsWith("1 slow command since the previous sample")
                    .endsWith("(EVAL)");
            assertThat(fresh.toString()).doesNotContain("canary");
            assertThat(again.status()).isEqualTo(Status.UP);
            assertThat(lab.harness("slowlog").diagnose().toString())
                    .contains("EVAL")
                    .doesNotContain("canary");
        }
    }

    @Test
    void a_latency_spike_is_degraded_once_it_is_recorded() throws Exception {
        ServerOptions options = ServerOptions.defaults().withSetting("latency-monitor-threshold", "50");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri(), probes -> probes.with("latency"))) {
            assertThat(lab.check("latency").summary()).startsWith("nothing on record");
            admin.run("EVAL", spin(150), "0");
            Result spike = lab.check("latency");
            Result again = lab.check("latency");

            assertThat(spike.status()).isEqualTo(Status.DEGRADED);
            assertThat(spike.cause()).isEqualTo("redis.latency.spike");
            assertThat(again.summary()).isEqualTo("no spike since the previous sample");
        }
    }

    @Test
    void memory_that_was_freed_and_is_still_held_is_degraded() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("save", ""));
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.run("DEBUG", "POPULATE", "300000", "key", "700");
            admin.run(
                    "EVAL",
                    "for i = 0, 299999 do if i % 8 ~= 0 then redis.call('DEL', 'key:' .. i) end end return 1",
                    "0");
            lab.pass(Duration.ofSeconds(2));
            Result result = lab.check("fragmentation");

            assertThat(result.status()).as(result.summary()).isIn(Status.DEGRADED, Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.memory.fragmented");
        }
    }

    @Test
    void the_share_of_reads_that_found_their_key_is_seen() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            lab.memory();
            admin.run("SET", "there", "x");
            admin.run("GET", "there");
            admin.run("GET", "there");
            admin.run("GET", "there");
            admin.run("GET", "missing");
            lab.pass(Duration.ofSeconds(2));

            assertThat(lab.memory().observations()).contains(Observation.ratio("redis.hits.ratio", 0.75));
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void where_ping_was_renamed_the_server_is_up_by_another_command(@TempDir Path directory) throws Exception {
        try (InstalledRedis installed = new InstalledRedis(directory)) {
            URI uri = installed.server("--rename-command", "PING", "hidden");
            try (Lab lab = Lab.at(uri);
                    Admin admin = Admin.at(uri)) {
                for (int round = 0; round < 3; round++) {
                    assertThat(lab.ping().status()).isEqualTo(Status.UP);
                    assertThat(lab.memory().status()).isEqualTo(Status.UP);
                    lab.pass(Duration.ofSeconds(10));
                }
                assertThat(admin.info("errorstats", "errorstat_ERR")).isEqualTo("count=1");
            }
        }
    }

    @Test
    void where_info_was_renamed_ping_is_up_and_no_remedy_suggests_what_works() throws Exception {
        ServerOptions options = ServerOptions.defaults().withSetting("rename-command", "INFO hidden");
        try (RedisServer server = RedisServer.start(options);
                Lab lab = Lab.at(server.uri())) {
            Result memory = lab.memory();

            assertThat(lab.ping().status()).isEqualTo(Status.UP);
            assertThat(memory.status()).isEqualTo(Status.UNKNOWN);
            assertThat(memory.cause()).isEqualTo("redis.command");
            assertThat(memory.summary()).contains("for INFO");
            assertThat(memory.remedies()).noneMatch(remedy -> remedy.toString().contains("PING"));
        }
    }

    private static String spin(int millis) {
        return "local t=redis.call('TIME') local s=t[1]*1000000+t[2] repeat t=redis.call('TIME') until"
                + " t[1]*1000000+t[2]-s>" + millis * 1_000;
    }

    private static Socket greeted(RedisServer server) throws Exception {
        Socket socket = new Socket(server.host(), server.port());
        socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(7), US_ASCII)).isEqualTo("+PONG\r\n");
        return socket;
    }

    private static Socket turnedAway(RedisServer server) throws Exception {
        Socket socket = new Socket(server.host(), server.port());
        assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).startsWith("-ERR max");
        return socket;
    }
}
