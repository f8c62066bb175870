package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.network.FlakyProxy;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that depend on each other: replicas, sentinels and clusters. */
class TopologyTest {
    @TempDir
    private Path directory;

    private InstalledRedis installed;

    @BeforeEach
    void open() {
        installed = new InstalledRedis(directory);
    }

    @AfterEach
    void close() {
        installed.close();
    }

    @Test
    void a_replica_and_its_master_are_up() throws Exception {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = replicaOf(master.port());
                Lab ofMaster = Lab.at(master.uri());
                Lab ofReplica = Lab.at(replica.uri())) {
            await().untilAsserted(() -> {
                ofReplica.pass(Duration.ofSeconds(2));
                ofMaster.pass(Duration.ofSeconds(2));
                assertThat(ofReplica.check("replication").summary())
                        .startsWith("replica of 127.0.0.1:" + master.port() + ", last heard from it");
                assertThat(ofMaster.check("replication").summary()).isEqualTo("master, 1 replica");
            });
        }
    }

    @Test
    void a_replica_whose_link_is_cut_is_degraded_after_10_s_and_down_after_a_minute_and_names_its_master()
            throws Exception {
        try (RedisServer master = RedisServer.start();
                FlakyProxy network = FlakyProxy.to(master);
                RedisServer replica = replicaOf(network.port());
                Lab lab = Lab.at(replica.uri())) {
            await().untilAsserted(() -> {
                lab.pass(Duration.ofSeconds(2));
                assertThat(lab.check("replication").summary()).startsWith("replica of");
            });
            network.cut();
            await().untilAsserted(() -> {
                lab.pass(Duration.ofSeconds(2));
                assertThat(lab.check("replication").summary()).startsWith("no link to its master");
            });
            // Its own count of seconds is real and short; what passes for the check is its clock.
            lab.pass(Duration.ofSeconds(12));
            Result early = lab.check("replication");
            lab.pass(Duration.ofSeconds(60));
            Result late = lab.check("replication");

            assertThat(early.status()).isEqualTo(Status.DEGRADED);
            assertThat(late.status()).isEqualTo(Status.DOWN);
            assertThat(late.cause()).isEqualTo("redis.replication.link");
            assertThat(late.subjects())
                    .contains(
                            Subject.endpoint("127.0.0.1", replica.port()),
                            Subject.endpoint("127.0.0.1", network.port()));
        }
    }

    @Test
    void a_link_that_is_open_and_lets_nothing_through_is_degraded_on_both_sides_until_it_does() throws Exception {
        ServerOptions talkative = ServerOptions.defaults().withSetting("repl-ping-replica-period", "1");
        Threshold seconds = Threshold.above(Duration.ofSeconds(4), Duration.ofSeconds(60));
        UnaryOperator<RedisProbes> strict = probes -> probes.limits(
                RedisReplicationLimits.class, it -> it.silence(seconds).lag(seconds));
        try (RedisServer master = RedisServer.start(talkative);
                FlakyProxy network = FlakyProxy.to(master);
                RedisServer replica = replicaOf(network.port());
                Lab ofMaster = Lab.at(master.uri(), strict);
                Lab ofReplica = Lab.at(replica.uri(), strict)) {
            awaitCause(ofMaster, "replication", "ok");
            await().untilAsserted(() -> {
                ofReplica.pass(Duration.ofSeconds(2));
                assertThat(ofReplica.check("replication").summary()).startsWith("replica of");
            });

            network.stall();
            Result lag = awaitCause(ofMaster, "replication", "redis.replication.lag");
            Result silence = awaitCause(ofReplica, "replication", "redis.replication.link");

            assertThat(lag.status()).isEqualTo(Status.DEGRADED);
            assertThat(lag.summary()).startsWith("1 replica silent, longest ");
            assertThat(silence.status()).isEqualTo(Status.DEGRADED);
            assertThat(silence.summary()).contains("last heard from it");
            assertThat(silence.subjects()).contains(Subject.endpoint("127.0.0.1", network.port()));

            network.restore();
            awaitCause(ofMaster, "replication", "ok");
            awaitCause(ofReplica, "replication", "ok");
        }
    }

    @Test
    void a_master_that_must_have_replicas_is_down_without_any() throws Exception {
        try (RedisServer master = RedisServer.start();
                Lab lab = Lab.at(
                        master.uri(), probes -> probes.limits(RedisReplicationLimits.class, it -> it.replicas(1)))) {
            Result result = lab.check("replication");

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.replication.missing");
            assertThat(result.summary()).isEqualTo("0 of 1 replica online");
        }
    }

    @Test
    void writes_refused_for_lack_of_replicas_are_down() throws Exception {
        ServerOptions options = ServerOptions.defaults().withSetting("min-replicas-to-write", "1");
        try (RedisServer master = RedisServer.start(options);
                Admin admin = Admin.of(master);
                Lab lab = Lab.at(master.uri())) {
            Result before = lab.check("replication");
            assertThat(admin.fill(1)).isZero();
            lab.pass(Duration.ofSeconds(2));
            Result after = lab.check("replication");

            assertThat(before.status()).isEqualTo(Status.DOWN);
            assertThat(before.cause()).isEqualTo("redis.noreplicas");
            assertThat(before.summary()).startsWith("writes are refused: ");
            assertThat(after.cause()).isEqualTo("redis.noreplicas");
            assertThat(after.summary()).startsWith("1 write refused");
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void a_sentinel_in_place_of_a_server_with_data_is_down_and_says_what_to_use() throws Exception {
        URI master = installed.server();
        URI sentinel = installed.sentinel(InstalledRedis.freePort(), master.getPort(), 1);
        try (Lab lab = Lab.at(sentinel);
                Lab reverse = Lab.atSentinel(master)) {
            Result ping = lab.ping();

            assertThat(ping.status()).isEqualTo(Status.DOWN);
            assertThat(ping.cause()).isEqualTo("redis.sentinel");
            assertThat(ping.remedies()).extracting(Remedy::advice).anyMatch(words -> words.contains("ofSentinel"));
            assertThat(lab.memory().status()).isEqualTo(Status.UNKNOWN);
            assertThat(lab.memory().cause()).isEqualTo("redis.sentinel");
            assertThat(reverse.ping().cause()).isEqualTo("redis.not-sentinel");
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void three_sentinels_with_a_replica_are_up_and_lose_first_their_quorum_then_their_master() throws Exception {
        URI master = installed.server();
        installed.server("--replicaof", "127.0.0.1 " + master.getPort());
        URI first = installed.sentinel(InstalledRedis.freePort(), master.getPort(), 2);
        installed.sentinel(InstalledRedis.freePort(), master.getPort(), 2);
        installed.sentinel(InstalledRedis.freePort(), master.getPort(), 2);
        try (Lab lab = Lab.atSentinel(first)) {
            awaitCause(lab, "sentinel", "ok");
            assertThat(lab.check("sentinel").summary()).isEqualTo("1 master watched, quorum reached");
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
            assertThat(lab.check("clients").status()).isEqualTo(Status.UP);

            installed.kill(3);
            installed.kill(4);
            awaitCause(lab, "sentinel", "redis.sentinel.noquorum");

            installed.kill(0);
            Result down = awaitCause(lab, "sentinel", "redis.sentinel.master-down");
            assertThat(down.subjects()).contains(Subject.endpoint("127.0.0.1", master.getPort()));
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void a_sentinel_without_a_replica_to_fail_over_to_is_degraded() throws Exception {
        URI master = installed.server();
        URI sentinel = installed.sentinel(InstalledRedis.freePort(), master.getPort(), 1);
        try (Lab lab = Lab.atSentinel(sentinel)) {
            assertThat(awaitCause(lab, "sentinel", "redis.sentinel.no-replica").status())
                    .isEqualTo(Status.DEGRADED);
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void a_cluster_of_three_masters_is_up_and_down_when_one_is_lost_though_ping_answers() throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ports.add(clusterPort());
            installed.node(ports.get(i));
        }
        meet(ports);
        try (Lab lab = Lab.at(URI.create("redis://127.0.0.1:" + ports.get(0)))) {
            lab.ping();
            assertThat(lab.probes.checks().get(6).probe().applies()).isTrue();
            awaitCause(lab, "cluster", "ok");
            assertThat(lab.check("cluster").summary()).isEqualTo("all slots served by 3 masters");

            installed.kill(2);
            Result lost = awaitCause(lab, "cluster", "redis.cluster.down");

            assertThat(lost.status()).isEqualTo(Status.DOWN);
            assertThat(lost.summary()).isEqualTo("5462 slots of 16384 without a master");
            assertThat(lost.subjects()).contains(Subject.endpoint("127.0.0.1", ports.get(2)));
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void the_check_of_a_cluster_does_not_apply_to_a_server_of_its_own() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            lab.ping();

            assertThat(lab.probes.checks().get(6).name()).isEqualTo("sessions.cluster");
            assertThat(lab.probes.checks().get(6).probe().applies()).isFalse();
        }
    }

    private static Result awaitCause(Lab lab, String check, String cause) {
        List<Result> last = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            lab.pass(Duration.ofSeconds(2));
            Result result = lab.check(check);
            assertThat(result.cause()).as(result.summary()).isEqualTo(cause);
            last.add(result);
        });
        return last.get(0);
    }

    /** The port of the bus is 10000 above. */
    private static int clusterPort() throws Exception {
        int port = InstalledRedis.freePort();
        while (port > 55_000) {
            port = InstalledRedis.freePort();
        }
        return port;
    }

    private static void meet(List<Integer> ports) {
        int[] bounds = {0, 5_461, 10_922, 16_384};
        for (int i = 0; i < 3; i++) {
            try (Admin admin = Admin.at(URI.create("redis://127.0.0.1:" + ports.get(i)))) {
                String[] slots = new String[bounds[i + 1] - bounds[i] + 1];
                slots[0] = "ADDSLOTS";
                for (int slot = bounds[i]; slot < bounds[i + 1]; slot++) {
                    slots[slot - bounds[i] + 1] = Integer.toString(slot);
                }
                admin.run("CLUSTER", slots);
                admin.run("CLUSTER", "MEET", "127.0.0.1", Integer.toString(ports.get(0)));
            }
        }
    }

    private static RedisServer replicaOf(int port) {
        return RedisServer.start(ServerOptions.defaults().withSetting("replicaof", "127.0.0.1 " + port));
    }
}
