package dev.vitals.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    @ParameterizedTest
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ValueSource(strings = {"/var/lib/orders", "/my disk", "/it's", "/$(touch x)`id`;\"\\", "/a\nb", "/*", "/ä"})
    void a_quoted_word_reaches_the_command_unchanged(String word) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Shell.quote(word)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
    }
}
