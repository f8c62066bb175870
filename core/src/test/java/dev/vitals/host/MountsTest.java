package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.facts.Mount;
import dev.vitals.host.facts.Mounts;
import dev.vitals.probe.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountsTest {
    private static final Mounts MOUNTS = Mounts.parse("""
            23 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            30 23 0:40 / /data rw,noatime - nfs4 server:/export rw,vers=4.2
            31 30 0:41 / /data/ro ro,relatime master:1 propagate_from:2 - xfs /dev/sdb rw
            32 23 0:42 / /data/my\\040disk\\134x rw - tmpfs tmpfs ro,size=1m
            33 23 0:43 / /over rw - tmpfs below rw
            34 23 0:44 / /over rw - tmpfs above rw
            """);

    @ParameterizedTest
    @CsvSource({
        "/, 254:0",
        "/database, 254:0",
        "/data, 0:40",
        "/data/a/b, 0:40",
        "/data/rock, 0:40",
        "/data/ro/x, 0:41",
        "/over/x, 0:44"
    })
    void a_path_lies_in_the_innermost_mount_and_of_these_the_last(String path, String device) {
        assertThat(MOUNTS.holding(path).orElseThrow().device()).isEqualTo(device);
    }

    @Test
    void escapes_in_names_are_undone() {
        assertThat(MOUNTS.holding("/data/my disk\\x/file").orElseThrow().device())
                .isEqualTo("0:42");
    }

    @Test
    void a_mount_is_read_only_by_its_own_or_the_file_systems_options() {
        assertThat(MOUNTS.all().stream().map(Mount::readOnly))
                .isEqualTo(
                        List.of(false, false, true, true, false, false).stream().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "nas1:/export, ', server nas1'",
        "[fd00::1]:/export, ', server fd00::1'",
        "//nas1/share, ', server nas1'",
        "deploy@nas1:, ', server nas1'",
        "'10.0.0.1:6789,10.0.0.2:6789:/', ', server 10.0.0.1:6789,10.0.0.2:6789'",
        "/dev/sdb1, ', /dev/sdb1'",
        "nfs4, ''",
        "none, ''"
    })
    void a_mount_is_named_with_its_point_and_the_server_behind_it(String source, String origin) {
        Mount mount =
                Mount.parse("30 23 0:40 / /data rw - nfs4 " + source + " rw").orElseThrow();

        assertThat(mount.words()).isEqualTo("the nfs4 file system on /data" + origin);
    }

    @Test
    void every_mount_of_a_file_system_is_one_subject_named_by_its_widest_view() {
        Mounts mounts = Mounts.parse("""
                30 23 0:40 /sub /part rw - nfs4 server:/export rw
                31 23 0:40 / /whole rw - nfs4 server:/export rw
                32 23 0:40 / /again rw - nfs4 server:/export rw
                33 23 0:41 / /other rw - nfs4 server:/other rw
                """);

        assertThat(mounts.all().stream().map(Mount::subject))
                .containsExactly(
                        Subject.mount("/whole"),
                        Subject.mount("/whole"),
                        Subject.mount("/whole"),
                        Subject.mount("/other"));
        assertThat(mounts.holding("/part/x").orElseThrow().words()).contains("on /part,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a b c d e f - g", "a - b c d e f g", "1 2 3 4 5 6 7 8 9 10"})
    void a_line_that_is_not_a_mount_is_skipped(String line) {
        assertThat(Mounts.parse(line).all()).isEmpty();
    }
}
