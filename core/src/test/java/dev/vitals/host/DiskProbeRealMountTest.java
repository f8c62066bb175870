package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiskProbeRealMountTest {
    @TempDir
    private Path temporary;

    private Path point;

    @BeforeEach
    void makePoint() throws IOException {
        point = TestMount.directory(temporary, "mount");
    }

    @Test
    void a_small_disk_that_fills_up_is_low_and_then_full() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=10m")) {
            DiskProbe probe = DiskProbe.at(point);
            assertThat(check(probe).summary()).isEqualTo("100 % free: 10 MiB of 10 MiB (warn 3 MiB)");

            Files.write(mount.point().resolve("a"), new byte[8 << 20]);
            assertThat(check(probe).cause()).isEqualTo("disk.low");

            Files.write(mount.point().resolve("b"), new byte[2 << 20]);
            Result full = check(probe);
            assertThat(full.cause()).isEqualTo("disk.full");
            assertThat(full.summary()).startsWith("0 % free: 0 B of 10 MiB");
        }
    }

    @Test
    void a_disk_remounted_read_only_is_down_unless_that_is_allowed() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=10m")) {
            DiskProbe probe = DiskProbe.at(point);
            assertThat(check(probe).status()).isEqualTo(Status.UP);

            mount.remountReadOnly();

            Result result = check(probe);
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("disk.read-only");
            assertThat(result.evidence().toString()).contains("tmpfs", "read-only");
            assertThat(check(probe.allowReadOnly()).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void the_read_only_root_of_a_container_is_right_unless_somebody_named_it() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=10m")) {
            DiskProbe named = DiskProbe.at(point);
            DiskProbe standard = named.allowReadOnlyMount();

            mount.refuseWritesHere();
            assertThat(check(standard).summary())
                    .isEqualTo("read-only by its mount, as the root of a container may be");
            assertThat(check(named).cause()).isEqualTo("disk.read-only");

            mount.remountReadOnly();
            assertThat(check(standard).cause()).isEqualTo("disk.read-only");
        }
    }

    @Test
    void a_dead_file_system_is_unknown() throws Exception {
        try (TestMount mount = TestMount.fuse(point)) {
            DiskProbe probe = patient(point);
            assertThat(check(probe).summary()).isEqualTo("50 % free: 500 MiB of 1000 MiB (warn 300 MiB)");

            mount.die();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(check(probe).cause()).isEqualTo("disk.unreadable"));
            assertThat(check(DiskProbe.at(point)).status()).isEqualTo(Status.UNKNOWN);
            assertThat(check(DiskProbe.at(point)).subjects()).containsExactly(Subject.mount(point.toString()));
        }
    }

    @Test
    void a_hung_file_system_takes_one_thread_and_no_other_disk_down() throws Exception {
        Path other = TestMount.directory(temporary, "bound");
        Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), point.resolve("x"));
        try (TestMount mount = TestMount.fuse(point);
                TestMount bound = mount.bind(other)) {
            // given a file system that worked
            DiskProbe first = patient(point);
            assertThat(check(first).status()).isEqualTo(Status.UP);
            assertThat(check(patient(link)).status()).isEqualTo(Status.UP);
            mount.hang();

            // when one check is stuck in it
            CompletableFuture<Result> stuck = new CompletableFuture<>();
            Thread thread = startIn(first, stuck);
            awaitNative(thread);
            thread.interrupt();

            // then the others say so, whichever way they come
            for (Path path : new Path[] {point, point.resolve("below"), bound.point(), link}) {
                Result result = new TestContext("second", Duration.ofMillis(200)).run(DiskProbe.at(path));
                assertThat(result.cause()).as(path.toString()).isEqualTo("disk.hung");
                assertThat(result.status()).isEqualTo(Status.DOWN);
                assertThat(result.summary())
                        .contains("check 'first' has been stuck for ")
                        .contains(" in the fuse file system on ");
                assertThat(result.subjects()).containsExactly(Subject.mount(point.toString()));
                assertThat(result.remedies().get(1).command())
                        .hasValueSatisfying(command -> assertThat(command).startsWith("umount -f -l "));
            }
            // and healthy disks are not concerned
            assertThat(check(DiskProbe.at(temporary)).cause()).isNotEqualTo("disk.hung");
            assertThat(stuck).isNotDone();

            // when it answers again
            mount.resume();

            // then every check is well
            assertThat(stuck.join().cause()).isEqualTo("ok");
            assertThat(check(patient(link)).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_disk_that_answers_late_is_degraded() throws Exception {
        try (TestMount mount = TestMount.fuse(point)) {
            Duration limit = Duration.ofMillis(1);
            DiskProbe probe = DiskProbe.at(point)
                    .limits(limits ->
                            limits.answer(Threshold.above(limit, limit).warnOnly()));
            check(probe);
            mount.hang();
            CompletableFuture<Result> result = new CompletableFuture<>();
            Thread thread = startIn(probe, result);
            awaitNative(thread);

            long inside = System.nanoTime();
            Awaitility.await().until(() -> System.nanoTime() - inside > limit.toNanos());
            mount.resume();

            assertThat(result.join().cause()).isEqualTo("disk.slow");
            assertThat(result.join().status()).isEqualTo(Status.DEGRADED);
            assertThat(result.join().summary()).matches("took [\\d.]+ m?s to answer \\(warn 1 ms\\)");
            assertThat(result.join().subjects()).containsExactly(Subject.mount(point.toString()));
        }
    }

    @Test
    void a_check_that_is_stuck_says_where_and_is_about_the_same_mount_as_its_neighbour() throws Exception {
        Path other = TestMount.directory(temporary, "bound");
        try (TestMount mount = TestMount.fuse(point);
                TestMount bound = mount.bind(other);
                Vitals vitals = Vitals.builder("orders")
                        .check("data", DiskProbe.at(point), HungMounts::soon)
                        .check("bound", DiskProbe.at(bound.point()), HungMounts::soon)
                        .build()) {
            HungMounts hung = new HungMounts(vitals);
            hung.awaitCauses("ok");

            mount.hang();

            hung.awaitCauses("disk.hung");
            CheckReport stuck = hung.stuck();
            CheckReport neighbour = hung.neighbour();
            assertThat(stuck.result().summary())
                    .startsWith("stuck in the fuse file system on ")
                    .contains(", vitals-test; running for ");
            assertThat(stuck.result().evidence().toString()).contains("statvfs", "mount point");
            assertThat(neighbour.result().summary()).startsWith("check '" + stuck.name() + "' has been stuck for ");
            for (CheckReport check : List.of(stuck, neighbour)) {
                assertThat(check.status()).isEqualTo(Status.DOWN);
                assertThat(check.result().subjects()).containsExactly(Subject.mount(point.toString()));
                assertThat(check.result().remedies().get(1).command().orElseThrow())
                        .startsWith("umount -f -l " + temporary.toRealPath());
            }

            mount.resume();

            hung.awaitCauses("ok");
        }
    }

    /** Two checks of one mount in an aggregator. */
    private record HungMounts(Vitals vitals) {
        static CheckPolicy soon(CheckPolicy policy) {
            return policy.every(Duration.ofMillis(500)).timeout(Duration.ofMillis(500));
        }

        void awaitCauses(String cause) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(checks()).extracting(CheckReport::cause).containsOnly(cause));
        }

        CheckReport stuck() {
            return checks().stream().filter(HungMounts::isStuck).findFirst().orElseThrow();
        }

        CheckReport neighbour() {
            return checks().stream()
                    .filter(check -> !isStuck(check))
                    .findFirst()
                    .orElseThrow();
        }

        private static boolean isStuck(CheckReport check) {
            return check.result().summary().startsWith("stuck ");
        }

        private List<CheckReport> checks() {
            return vitals.report().checks();
        }
    }

    /** Does not mind how long an answer takes: the daemon behind the file system runs on a machine that may be busy. */
    private static DiskProbe patient(Path path) {
        return DiskProbe.at(path)
                .limits(limits -> limits.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(1))));
    }

    private static Result check(DiskProbe probe) throws Exception {
        return new TestContext().run(probe);
    }

    private static Thread startIn(DiskProbe probe, CompletableFuture<Result> result) {
        Thread thread = new Thread(() -> {
            try {
                result.complete(new TestContext("first", Duration.ofSeconds(30)).run(probe));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until the thread is in the kernel, asking. */
    private static void awaitNative(Thread thread) {
        Awaitility.await()
                .until(() -> Arrays.stream(thread.getStackTrace())
                        .limit(2)
                        .anyMatch(frame -> frame.getMethodName().startsWith("statvfs")));
    }
}
