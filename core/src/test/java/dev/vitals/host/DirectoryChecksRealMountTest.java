package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are full of bytes, full of files, read-only, and hung. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectoryChecksRealMountTest {
    @TempDir
    private Path temporary;

    private Path point;

    @BeforeEach
    void makePoint() throws IOException {
        point = TestMount.directory(temporary, "mount");
    }

    private static Result check(Probe probe) throws Exception {
        return new TestContext("second", Duration.ofSeconds(5)).run(probe);
    }

    @Test
    void a_file_system_without_inodes_has_room_and_takes_no_file() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=10m,nr_inodes=101")) {
            assertThat(check(InodeProbe.at(point)).summary())
                    .matches("(99|100) % free: \\d+ of 101 inodes \\(warn 10 %\\)");
            int made = 0;
            while (!check(InodeProbe.at(point)).cause().equals("inodes.low")) {
                for (int i = 0; i < 10; i++) {
                    Files.createFile(mount.point().resolve("file" + made++));
                }
            }
            fill(mount, made);

            assertThat(check(DiskProbe.at(point)).status()).isEqualTo(Status.UP);
            Result inodes = check(InodeProbe.at(point));
            assertThat(inodes.cause()).isEqualTo("inodes.exhausted");
            assertThat(inodes.status()).isEqualTo(Status.DOWN);
            Result write = check(WriteProbe.into(point));
            assertThat(write.cause()).isEqualTo("directory.not-writable");
            assertThat(write.summary()).isEqualTo(point + " takes no files: No space left on device");
            // so that they are one fault
            assertThat(write.subjects()).isEqualTo(inodes.subjects()).containsExactly(Subject.mount(point.toString()));
        }
    }

    private static void fill(TestMount mount, int from) {
        try {
            for (int i = from; i < 1000; i++) {
                Files.createFile(mount.point().resolve("file" + i));
            }
        } catch (IOException full) {
            // as intended
        }
    }

    @Test
    void a_file_system_without_space_takes_no_file_and_nothing_is_left_behind() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=1m")) {
            Files.write(mount.point().resolve("a"), new byte[1 << 20]);

            Result result = check(WriteProbe.into(point));

            assertThat(result.cause()).isEqualTo("directory.not-writable");
            assertThat(mount.point()).isDirectoryContaining("glob:**/a").satisfies(full -> {
                try (var left = Files.list(full)) {
                    assertThat(left).hasSize(1);
                }
            });
        }
    }

    @Test
    void a_file_system_that_was_remounted_read_only_takes_no_file() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=1m")) {
            assertThat(check(WriteProbe.into(point)).cause()).isNotEqualTo("directory.not-writable");

            mount.remountReadOnly();

            assertThat(check(WriteProbe.into(point)).summary()).endsWith("takes no files: Read-only file system");
        }
    }

    @Test
    void a_directory_does_not_lead_into_what_is_mounted_below() throws Exception {
        try (TestMount mount = TestMount.tmpfs(point, "size=1m")) {
            Files.write(mount.point().resolve("a"), new byte[1000]);
            Files.write(temporary.resolve("b"), new byte[10]);

            assertThat(check(DirectoryProbe.at(temporary)).summary()).isEqualTo("10 B, files: 1");
        }
    }

    @Test
    void in_a_hung_file_system_one_check_is_stuck_and_the_others_say_so() throws Exception {
        try (TestMount mount = TestMount.fuse(point)) {
            mount.hang();
            Thread stuck = new Thread(() -> stay(WriteProbe.into(point)));
            stuck.setDaemon(true);
            stuck.start();
            Awaitility.await()
                    .until(() -> List.of(stuck.getStackTrace()).stream()
                            .anyMatch(frame -> frame.isNativeMethod()
                                    && frame.getClassName().contains("UnixNativeDispatcher")));

            for (Probe probe :
                    List.of(WriteProbe.into(point), DirectoryProbe.at(point), FilesProbe.matching(point, "*"))) {
                Result result = new TestContext("second", Duration.ofMillis(200)).run(probe);
                assertThat(result.cause()).isEqualTo("disk.hung");
                assertThat(result.summary()).contains("check 'first' has been stuck for ");
            }
            Result inodes = new TestContext("third", Duration.ofMillis(500)).run(InodeProbe.at(point));
            assertThat(inodes.cause()).isEqualTo("inodes.unknown");
            assertThat(inodes.summary()).contains("stat has not answered for ");
        }
    }

    private static void stay(Probe probe) {
        try {
            new TestContext("first", Duration.ofMinutes(1)).run(probe);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
