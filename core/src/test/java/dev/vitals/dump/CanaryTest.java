package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret that was planted anywhere gets into a bundle, and each would without redaction. */
class CanaryTest {
    @TempDir
    private static Path directory;

    private static String redacted = "";
    private static String raw = "";

    @BeforeAll
    static void take() throws Exception {
        Path onClassPath = Files.createDirectory(directory.resolve("password=" + Canary.CLASS_PATH.value()));
        List<String> options = List.of(
                "-Ddb.password=" + Canary.PROPERTY.value(),
                "-Dservice.url=https://me:" + Canary.URL_PROPERTY.value() + "@partner.example.com/",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:LogEventsBufferEntries=1000", // or others would push out the one that is looked for
                "-Xbootclasspath/a:" + onClassPath);
        String script = "export JAVA_TOOL_OPTIONS=-Dtool.password=" + Canary.TOOL_OPTION.value()
                + "; export POD_PASSWORD=" + Canary.LISTED_VARIABLE.value() + "; exec \"$@\"";
        try (ChildJvm child = ChildJvm.startBelow(
                script,
                Aviary.class,
                options,
                directory.toString(),
                "--api-key=" + Canary.ASSIGNED_ARGUMENT.value(),
                "--token",
                Canary.SPACED_ARGUMENT.value())) {
            assertThat(child.line()).isEqualTo("taken");
        }
        redacted = contents(directory.resolve("redacted.zip"));
        raw = contents(directory.resolve("raw.zip"));
    }

    /** Names and contents of all files. */
    private static String contents(Path file) throws IOException {
        StringBuilder contents = new StringBuilder();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                contents.append(entry.getName())
                        .append('\n')
                        .append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents.toString();
    }

    private static Stream<Canary> in(String contents) {
        return Arrays.stream(Canary.values()).filter(canary -> contents.contains(canary.value()));
    }

    @Test
    void no_canary_is_in_a_bundle() {
        assertThat(in(redacted)).isEmpty();
    }

    @Test
    void each_canary_would_be_in_it_without_redaction() {
        assertThat(in(raw)).containsExactly(Canary.values());
    }

    @Test
    void what_is_no_secret_stays() {
        assertThat(redacted)
                .contains("partner.example.com", "jdbc:postgresql://db/orders", "--api-key=", "for key 'name'")
                .contains("dev.vitals.dump.Aviary");
    }
}
