package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what is there. Its longest example has {@link EmbeddingTest}. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void its_probe_is_the_one_that_is_tested() throws IOException {
        String source = Files.readString(
                ROOT.resolve("examples/custom-probe/src/main/java/com/example/smtp/SmtpProbeProvider.java"));

        assertThat(readme()).contains(source.substring(source.indexOf("public final class")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/reference/endpoint.md",
                "docs/incidents.md",
                "docs/decisions/README.md",
                "examples/custom-probe",
                "LICENSE"
            })
    void what_it_links_to_is_there(String target) throws IOException {
        assertThat(readme()).contains("(" + target + ")");
        assertThat(ROOT.resolve(target)).exists();
    }

    @Test
    void nothing_in_it_waits_to_be_filled_in() throws IOException {
        assertThat(readme()).doesNotContainPattern("@[A-Z]+@");
    }

    static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
