package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskProbeTest {
    private static final SpaceLimit EVERYTHING = SpaceLimit.bytes(Long.MAX_VALUE);
    private static final SpaceLimit NEXT_TO_NOTHING = SpaceLimit.bytes(1);

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    private static Result check(DiskProbe probe) throws Exception {
        return new TestContext().run(probe);
    }

    @Test
    void a_disk_with_room_is_up_with_its_numbers() throws Exception {
        Result result = check(DiskProbe.at(directory).warnBelow(NEXT_TO_NOTHING).failBelow(NEXT_TO_NOTHING));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).matches("[\\d.]+ % free: [\\d.]+ [KMGT]iB of [\\d.]+ [KMGT]iB \\(warn 1 B\\)");
        assertThat(observation(result, "disk.total").value())
                .isEqualTo((double) Files.getFileStore(directory).getTotalSpace());
        assertThat(observation(result, "disk.usable").threshold().orElseThrow().warn())
                .hasValue(1);
        assertThat(observation(result, "disk.usable").threshold().orElseThrow().fail())
                .hasValue(1);
        assertThat(result.evidence()).isEmpty();
    }

    @Test
    void a_disk_below_the_warn_limit_is_degraded() throws Exception {
        Result result = check(DiskProbe.at(directory).warnBelow(EVERYTHING).failBelow(NEXT_TO_NOTHING));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("disk.low");
        assertThat(result.summary()).contains("(warn ");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_disk_below_the_fail_limit_is_down_with_a_command_for_this_very_path() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("it's full"));

        Result result = check(DiskProbe.at(odd).failBelow(EVERYTHING));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("disk.full");
        assertThat(result.summary()).contains("(fail ");
        assertThat(result.remedies().get(0).command())
                .isEqualTo(Optional.of("du -x -h -d 1 '" + directory + "/it'\\''s full' | sort -h | tail"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_mount_is_the_evidence() throws Exception {
        Result result = check(DiskProbe.at(directory).failBelow(EVERYTHING));

        Mount mount = Mounts.read(Path.of("/")).holding(directory.toString()).orElseThrow();
        assertThat(result.evidence()).containsExactly(mount.evidence());
        assertThat(result.evidence().toString()).contains(mount.point(), mount.type());
    }

    @Test
    void a_path_that_does_not_exist_is_down() throws Exception {
        Result result = check(DiskProbe.at(directory.resolve("nothing/here")));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("disk.missing");
        assertThat(result.summary()).isEqualTo(directory.resolve("nothing/here") + " does not exist");
    }

    @Test
    void a_path_that_goes_away_and_comes_back_is_told() throws Exception {
        Path path = Files.createDirectory(directory.resolve("data"));
        DiskProbe probe = DiskProbe.at(path).warnBelow(NEXT_TO_NOTHING).failBelow(NEXT_TO_NOTHING);
        assertThat(check(probe).status()).isEqualTo(Status.UP);

        Files.delete(path);
        assertThat(check(probe).cause()).isEqualTo("disk.missing");

        Files.createDirectory(path);
        assertThat(check(probe).status()).isEqualTo(Status.UP);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void links_are_followed_as_the_system_does_to_the_disk_behind_them() throws Exception {
        Files.createSymbolicLink(directory.resolve("first"), Path.of("./second/../self"));
        Files.createSymbolicLink(directory.resolve("second"), Path.of("/proc/self"));

        Result result = check(DiskProbe.at(directory.resolve("first/task")));

        assertThat(result.cause()).as("proc has no size").isEqualTo("disk.unreadable");
        assertThat(result.evidence().toString()).contains("/proc");
        Files.delete(directory.resolve("first"));
        Files.delete(directory.resolve("second"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void links_in_a_circle_are_unknown() throws Exception {
        Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));

        assertThat(check(DiskProbe.at(directory.resolve("a"))).cause()).isEqualTo("disk.unreadable");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_path_below_a_file_is_unknown_with_the_reason() throws Exception {
        Files.createFile(directory.resolve("file"));

        Result result = check(DiskProbe.at(directory.resolve("file/below")));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.summary()).contains("Not a directory");
        assertThat(result.remedies().get(0).command()).hasValue("namei -l " + directory.resolve("file/below"));
    }

    @Test
    void a_file_system_that_is_not_the_default_one_is_measured_too() throws Exception {
        URI zip = URI.create("jar:" + directory.resolve("a.zip").toUri());
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.writeString(system.getPath("/x"), "x");

            assertThat(check(DiskProbe.at(system.getPath("/x"))).status()).isNotNull();
        }
    }

    @Test
    void the_check_is_local_and_names_its_path() {
        DiskProbe probe = DiskProbe.at(Path.of("data"));

        assertThat(probe.defaultPolicy().scope()).isEqualTo(Scope.LOCAL);
        assertThat(probe.defaultPolicy().resource())
                .hasValue(Path.of("data").toAbsolutePath().toString());
    }

    private static Observation observation(Result result, String name) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
