package dev.vitals.testkit.internal.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @Test
    void a_program_is_found_in_any_directory_of_the_path(@TempDir Path directory) throws IOException {
        Path program = Files.createFile(
                directory.resolve("frobnitz-d"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(Program.requirement("frobnitz-d", "/none" + File.pathSeparator + directory))
                .isEqualTo(Requirement.met("frobnitz-d: installed"));

        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Program.requirement("frobnitz-d", directory.toString()).met())
                .as("a file that cannot be run")
                .isFalse();
    }

    @Test
    void a_program_that_is_nowhere_is_named() {
        assertThat(Program.requirement("frobnitz-d", "")).isEqualTo(Requirement.unmet("frobnitz-d: not installed"));
    }
}
