package dev.vitals.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLogTest {

    @TempDir
    Path temporary;

    @Test
    void only_the_last_lines_are_shown() throws IOException {
        Path file = temporary.resolve("log");
        Files.write(
                file,
                IntStream.rangeClosed(1, 10_000).mapToObj(i -> "line " + i).toList());

        assertThat(new ServerLog(file, List.of()).tail())
                .startsWith("line 9961\n")
                .endsWith("line 10000");
    }

    @Test
    void no_file_is_no_log() {
        assertThat(new ServerLog(temporary.resolve("log"), List.of()).tail()).isEmpty();
    }

    @Test
    void known_passwords_are_blanked_out_wherever_they_stand() {
        var log = new ServerLog(temporary, List.of("geheim", ""));

        assertThat(log.redact("xgeheimx geheim")).isEqualTo("x***x ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE app LOGIN PASSWORD 'hunter2';",
                "CREATE USER app IDENTIFIED BY 'hunter2'",
                "requirepass hunter2",
                "secret=hunter2",
                "\"password\": \"hunter2\""
            })
    void passwords_nobody_told_us_are_blanked_out_by_what_stands_before_them(String line) {
        assertThat(new ServerLog(temporary, List.of()).redact(line))
                .contains("***")
                .doesNotContain("hunter2");
    }
}
