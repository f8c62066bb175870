package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.dump.Judgement.Level;
import dev.vitals.host.TestMount;
import dev.vitals.redaction.StandardRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The rules see what the host runs out of. */
@EnabledOnOs(OS.LINUX)
class HostRulesTest {
    @TempDir
    private Path temporary;

    private static final class Looked {
        private final Facts facts = new Facts();
        private final SectionOut out = new SectionOut(new BundleRedaction(new StandardRedactor(), true), 1 << 20);

        Looked by(Collector... parts) throws Exception {
            for (Collector part : parts) {
                part.collect(out, facts);
            }
            return this;
        }

        String text() {
            return new String(out.close(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static Judgement inodes(Path directory) throws Exception {
        return HostRules.inodes(new Looked().by(new HostFiles.DiskFile(List.of(directory)), new InodesFile()).facts);
    }

    @Test
    void a_file_system_that_takes_no_more_files_fails_while_room_is_left() throws Exception {
        try (TestMount mount = TestMount.tmpfs(TestMount.directory(temporary, "mail"), "size=10m,nr_inodes=101")) {
            Path directory = mount.point();
            make(directory, 89); // the directory itself is one
            assertThat(inodes(directory).level()).isEqualTo(Level.PASS);

            make(directory, 2);
            Judgement few = inodes(directory);
            assertThat(few.level()).isEqualTo(Level.WARN);
            assertThat(few.finding()).isEqualTo(directory + " has 9 of 101 inodes free");

            make(directory, 9);
            Looked looked = new Looked().by(new HostFiles.DiskFile(List.of(directory)), new InodesFile());
            assertThat(HostRules.inodes(looked.facts).level()).isEqualTo(Level.FAIL);
            assertThat(HostRules.disk(looked.facts).finding()).doesNotContain(directory + " has 0 %");
            assertThat(looked.text()).contains(directory + " has 0 of 101 inodes free");
        }
    }

    private static void make(Path directory, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.createTempFile(directory, "mail", "");
        }
    }

    @Test
    void what_could_not_be_counted_is_not_known() {
        assertThat(HostRules.inodes(new Facts()).level()).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void threads_are_counted_against_the_fullest_of_their_limits() throws Exception {
        Path root = Files.createDirectories(temporary.resolve("root"));
        put(root, "proc/stat", "cpu  1 0 1 90 0 0 0 0\ncpu0 1 0 1 90 0 0 0 0\n");
        put(root, "proc/loadavg", "0.1 0.1 0.1 1/960 4711\n");
        put(root, "proc/sys/kernel/threads-max", "100000\n");
        put(root, "proc/sys/kernel/pid_max", "1000\n");
        put(root, "proc/self/status", "Threads:\t20\nUid:\t0\t0\t0\t0\n");
        put(
                root,
                "proc/self/limits",
                "Max processes             unlimited            unlimited            processes\n");

        Judgement threads = HostRules.threads(root);

        assertThat(threads.level()).isEqualTo(Level.FAIL);
        assertThat(threads.finding()).isEqualTo("960 of 1000 processes and threads, by the limit of kernel.pid_max");
        assertThat(HostRules.threads(Path.of("/")).level()).isNotEqualTo(Level.UNKNOWN);
        assertThat(HostRules.threads(temporary).level()).isEqualTo(Level.UNKNOWN);
    }

    private static void put(Path root, String file, String text) throws IOException {
        Path place = root.resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, text);
    }

    @Test
    void open_files_are_counted_by_kind_and_directory() throws Exception {
        Path kept = Files.createDirectory(temporary.resolve("kept"));
        try (var one = Files.newOutputStream(kept.resolve("one"));
                var two = Files.newOutputStream(kept.resolve("two"));
                var gone = Files.newOutputStream(kept.resolve("gone"))) {
            Files.delete(kept.resolve("gone"));
            Looked looked = new Looked().by(new OpenFiles.KindsFile());

            assertThat(looked.text())
                    .contains("2 × files in " + kept, "1 × deleted files in " + kept)
                    .containsPattern("\\d+ × (pipe|socket)");
            assertThat(one).isNotEqualTo(two).isNotEqualTo(gone);
        }
    }
}
