package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.facts.Mount;
import dev.vitals.host.facts.Mounts;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskProbeTest {
    private static final Size ALL = Size.ofBytes(Long.MAX_VALUE);
    private static final Size NEXT_TO_NOTHING = Size.ofBytes(1);

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

    private static DiskProbe below(DiskProbe probe, Size warn, Size fail) {
        return probe.limits(limits -> limits.usable(Threshold.below(warn, fail)));
    }

    @Test
    void a_disk_with_room_is_up_with_its_numbers() throws Exception {
        Result result = check(below(DiskProbe.at(directory), NEXT_TO_NOTHING, NEXT_TO_NOTHING));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).matches("[\\d.]+ % free: [\\d.]+ [KMGT]iB of [\\d.]+ [KMGT]iB \\(warn 1 B\\)");
        assertThat(observation(result, "disk.total").value())
                .isEqualTo((double) Files.getFileStore(directory).getTotalSpace());
        assertThat(observation(result, "disk.usable").threshold())
                .hasValue(Threshold.below(NEXT_TO_NOTHING, NEXT_TO_NOTHING));
        assertThat(observation(result, "disk.usable.ratio").value())
                .isBetween(0.0, 1.0)
                .isEqualTo(observation(result, "disk.usable").value()
                        / observation(result, "disk.total").value());
        assertThat(observation(result, "disk.answer").threshold()).hasValue(DiskLimits.DEFAULT.answer());
        assertThat(result.evidence()).isEmpty();
        assertThat(result.subjects()).isEmpty();
    }

    @Test
    void the_threshold_of_the_default_limits_is_computed_for_this_disk() throws Exception {
        Result result = check(DiskProbe.at(directory));

        assertThat(observation(result, "disk.usable").threshold())
                .hasValue(DiskLimits.DEFAULT.usableOf(
                        Files.getFileStore(directory).getTotalSpace()));
    }

    @Test
    void a_disk_below_the_warn_limit_is_degraded() throws Exception {
        Result result = check(below(DiskProbe.at(directory), ALL, NEXT_TO_NOTHING));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("disk.low");
        assertThat(result.summary()).contains("(warn ");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_disk_below_the_fail_limit_is_down_with_a_command_for_this_very_path() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("it's full"));

        Result result = check(below(DiskProbe.at(odd), ALL, ALL));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("disk.full");
        assertThat(result.summary()).contains("(fail ");
        assertThat(result.remedies().get(0).command())
                .hasValueSatisfying(command -> assertThat(command).matches("du -x -h -d 1 \\S+ \\| sort -h \\| tail"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_mount_is_the_evidence_and_the_subject() throws Exception {
        Result result = check(below(DiskProbe.at(directory), ALL, ALL));

        Mount mount = Mounts.read(Path.of("/")).holding(directory.toString()).orElseThrow();
        assertThat(result.evidence()).containsExactly(mount.evidence());
        assertThat(result.evidence().toString()).contains(mount.point(), mount.type());
        assertThat(result.subjects()).containsExactly(mount.subject());
    }

    @Test
    void a_path_that_does_not_exist_is_down() throws Exception {
        Result result = check(DiskProbe.at(directory.resolve("nothing/here")));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("disk.missing");
        assertThat(result.summary())
                .isEqualTo(directory.resolve("nothing/here") + " does not exist: " + directory.resolve("nothing")
                        + " is missing");
        assertThat(result.subjects())
                .as("the mount above is not at fault")
                .containsExactly(Subject.file(directory.resolve("nothing").toString()));
    }

    @Test
    void a_full_disk_is_searched_from_its_mount_not_from_the_path() {
        Mount root = Mount.parse("23 1 254:0 / / rw - ext4 /dev/vda rw").orElseThrow();
        DiskVerdict verdict = new DiskVerdict(Path.of("/var"), DiskLimits.DEFAULT, DiskVerdict.ReadOnly.WRONG);

        Result result =
                verdict.judge(new DiskState(1L << 40, 0, false, Duration.ZERO, Optional.of(root)), Optional.empty());

        assertThat(result.cause()).isEqualTo("disk.full");
        assertThat(result.remedies().get(0).command()).hasValue("du -x -h -d 1 / | sort -h | tail");
    }

    @Test
    void mounts_of_one_dead_server_are_one_fault_and_full_ones_are_two() {
        Mounts mounts = Mounts.parse("""
                30 23 0:40 / /a rw - nfs4 nas1:/a rw
                31 23 0:41 / /b rw - nfs4 NAS1:/b rw
                """);
        List<Result> hung = mounts.all().stream()
                .map(mount -> new PathTrouble(Path.of(mount.point())).stuck(Optional.of(mount)))
                .toList();
        List<Result> full = mounts.all().stream()
                .map(mount -> new DiskVerdict(Path.of(mount.point()), DiskLimits.DEFAULT, DiskVerdict.ReadOnly.WRONG)
                        .judge(new DiskState(1L << 40, 0, false, Duration.ZERO, Optional.of(mount)), Optional.empty()))
                .toList();

        assertThat(hung).allSatisfy(result -> assertThat(result.subjects()).contains(Subject.host("nas1")));
        assertThat(full)
                .extracting(Result::subjects)
                .containsExactly(List.of(Subject.mount("/a")), List.of(Subject.mount("/b")));
    }

    @Test
    void a_disk_that_fills_up_steadily_is_reported_before_it_is_low() {
        DiskVerdict verdict = new DiskVerdict(Path.of("/var"), DiskLimits.DEFAULT, DiskVerdict.ReadOnly.WRONG);
        DiskState third = new DiskState(300L << 30, 100L << 30, false, Duration.ZERO, Optional.empty());
        DiskState half = new DiskState(300L << 30, 150L << 30, false, Duration.ZERO, Optional.empty());
        Optional<DiskTrend.Growth> growth =
                Optional.of(new DiskTrend.Growth(Duration.ofMinutes(200), Duration.ofMinutes(30)));

        Result result = verdict.judge(third, growth);

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("disk.filling");
        assertThat(result.summary())
                .isEqualTo(
                        "full in 3 h 20 m if it fills up as in the last 30 m (warn 4 h); 33 % free: 100 GiB of 300 GiB"
                                + " (warn 20 GiB)");
        assertThat(observation(result, "disk.full-in").value()).isEqualTo(12_000);
        assertThat(verdict.judge(half, growth).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_dot_in_the_path_is_left_out_and_two_dots_stay() {
        assertThat(DiskProbe.at(Path.of("/x/./y/.")).defaultPolicy().resource()).hasValue("/x/y");
        assertThat(DiskProbe.at(Path.of("/x/../y/.")).defaultPolicy().resource())
                .hasValue("/x/../y");
        assertThat(DiskProbe.at(Path.of("/.")).defaultPolicy().resource()).hasValue("/");
    }

    @Test
    void a_path_that_goes_away_and_comes_back_is_noticed() throws Exception {
        Path path = Files.createDirectory(directory.resolve("data"));
        DiskProbe probe = below(DiskProbe.at(path), NEXT_TO_NOTHING, NEXT_TO_NOTHING);
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

            Result result = check(below(DiskProbe.at(system.getPath("/x")), ALL, ALL));

            assertThat(result.cause()).isEqualTo("disk.full");
            assertThat(result.subjects()).as("no mount is known").isEmpty();
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
