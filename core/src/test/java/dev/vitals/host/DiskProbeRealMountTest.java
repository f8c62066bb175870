package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    void a_dead_file_system_is_unknown() throws Exception {
        try (TestMount mount = TestMount.fuse(point)) {
            DiskProbe probe = DiskProbe.at(point);
            assertThat(check(probe).summary()).isEqualTo("50 % free: 500 MiB of 1000 MiB (warn 300 MiB)");

            mount.die();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(check(probe).cause()).isEqualTo("disk.unreadable"));
            assertThat(check(DiskProbe.at(point)).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void a_hung_file_system_takes_one_thread_and_no_other_disk_down() throws Exception {
        Path other = TestMount.directory(temporary, "bound");
        Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), point.resolve("x"));
        try (TestMount mount = TestMount.fuse(point);
                TestMount bound = mount.bind(other)) {
            // given a file system that worked
            DiskProbe first = DiskProbe.at(point);
            assertThat(check(first).status()).isEqualTo(Status.UP);
            assertThat(check(DiskProbe.at(link)).status()).isEqualTo(Status.UP);
            mount.hang();

            // when one check is stuck in it
            CompletableFuture<Result> stuck = new CompletableFuture<>();
            Thread thread = startIn(first, stuck);
            awaitNative(thread);
            thread.interrupt();

            // then the others say so, by whatever way they come
            for (Path path : new Path[] {point, point.resolve("below"), bound.point(), link}) {
                Result result = new TestContext("second", Duration.ofMillis(200)).run(DiskProbe.at(path));
                assertThat(result.cause()).as(path.toString()).isEqualTo("disk.hung");
                assertThat(result.status()).isEqualTo(Status.DOWN);
                assertThat(result.summary()).contains("check 'first'").contains("fuse file system on ");
                assertThat(result.remedies().get(1).command())
                        .hasValueSatisfying(command -> assertThat(command).startsWith("umount -f -l "));
            }
            // and healthy disks are not concerned
            assertThat(check(DiskProbe.at(temporary)).cause()).isNotEqualTo("disk.hung");
            assertThat(stuck).isNotDone();

            // when it answers again
            mount.resume();

            // then everybody is well, except that the one took long
            assertThat(stuck.join().cause()).isIn("ok", "disk.slow");
            assertThat(check(DiskProbe.at(link)).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_disk_that_answers_late_is_degraded() throws Exception {
        try (TestMount mount = TestMount.fuse(point)) {
            DiskProbe probe = DiskProbe.at(point);
            check(probe);
            mount.hang();
            CompletableFuture<Result> result = new CompletableFuture<>();
            Thread thread = startIn(probe, result);
            awaitNative(thread);

            // The delay is what is tested: this one is not waiting for a result.
            Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            mount.resume();

            assertThat(result.join().cause()).isEqualTo("disk.slow");
            assertThat(result.join().summary()).matches("took \\d{4} ms to answer \\(warn 1000 ms\\)");
        }
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
