package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(strings = {"", "-", "a b c d e f - g", "a - b c d e f g", "1 2 3 4 5 6 7 8 9 10"})
    void a_line_that_is_no_mount_is_passed_over(String line) {
        assertThat(Mounts.parse(line).all()).isEmpty();
    }
}
