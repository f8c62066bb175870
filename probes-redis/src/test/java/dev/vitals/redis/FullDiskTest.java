package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.RequiresProgram;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is really full: a small file system in memory, which only root can mount. */
@RequiresProgram("redis-server")
class FullDiskTest {
    @TempDir
    private Path disk;

    private InstalledRedis installed;

    @BeforeEach
    void mount() throws Exception {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("SKIPPED FullDiskTest: only root can mount a tmpfs");
        }
        assumeTrue(mounted, "only root can mount a tmpfs");
        installed = new InstalledRedis(disk);
    }

    @AfterEach
    void unmount() throws Exception {
        if (installed != null) {
            installed.close();
            installed.awaitEnd();
            run("umount", disk.toString());
        }
    }

    @Test
    void a_snapshot_that_does_not_fit_refuses_writes_until_there_is_room() throws Exception {
        URI uri = installed.server("--save", "3600 1", "--rdbcompression", "no");
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(uri)) {
            lab.check("persistence");
            assertThat(admin.fill(1_000)).isEqualTo(1_000);
            admin.run("BGSAVE");
            await().untilAsserted(() -> assertThat(lab.ping().cause()).isEqualTo("redis.misconf"));
            assertThat(admin.fill(1)).isZero();
            lab.pass(Duration.ofSeconds(2));
            Result full = lab.check("persistence");

            assertThat(full.status()).isEqualTo(Status.DOWN);
            assertThat(full.cause()).isEqualTo("redis.misconf");
            assertThat(full.subjects()).isEqualTo(lab.ping().subjects());

            assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
            admin.run("BGSAVE");
            awaitUp(lab);
            assertThat(admin.fill(1)).isOne();
        }
    }

    @Test
    void an_append_only_file_that_does_not_fit_refuses_writes_until_there_is_room() throws Exception {
        URI uri = installed.server("--appendonly", "yes", "--auto-aof-rewrite-percentage", "0");
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(uri)) {
            lab.check("persistence");
            await().untilAsserted(() -> {
                assertThat(admin.fill(1_000)).isLessThan(1_000);
            });
            lab.pass(Duration.ofSeconds(2));
            Result full = lab.check("persistence");

            assertThat(full.cause()).isEqualTo("redis.misconf");
            assertThat(full.status()).isEqualTo(Status.DOWN);
            assertThat(full.summary()).isEqualTo("the append-only file cannot be written: writes are refused");
            assertThat(lab.ping().cause()).isEqualTo("redis.misconf");

            assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
            awaitUp(lab);
        }
    }

    private static void awaitUp(Lab lab) {
        await().untilAsserted(() -> {
            lab.pass(Duration.ofSeconds(2));
            for (String check : List.of("persistence", "ping")) {
                Result result = lab.check(check);
                assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
            }
        });
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
