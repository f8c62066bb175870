package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DiskPermissionTest {
    /** The superuser may enter everything, so it becomes another user first. */
    private static final String AS_ANOTHER_USER = """
            [ "$(id -u)" != 0 ] && exec "$@"
            exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
            """;

    @TempDir
    private Path temporary;

    @Test
    void a_path_behind_a_closed_directory_is_unknown_and_about_no_mount() throws Exception {
        Path closed = temporary.toRealPath().resolve("closed");
        Files.createDirectory(
                closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));

        try (ChildJvm child = ChildJvm.startBelow(
                AS_ANOTHER_USER,
                DiskChild.class,
                List.of("-XX:+UseSerialGC"),
                closed.resolve("data").toString())) {
            assertThat(firstLine(child))
                    .isEqualTo(
                            "UNKNOWN disk.permission no right to enter a directory on the way to " + closed + "/data");
            assertThat(child.line()).isEqualTo("[] namei -l " + closed + "/data");
        }
    }

    private static String firstLine(ChildJvm child) {
        try {
            return child.line();
        } catch (IOException e) {
            System.out.println("NOT TESTED as another user: this machine does not let us start Java as one");
            return abort("no other user");
        }
    }
}
