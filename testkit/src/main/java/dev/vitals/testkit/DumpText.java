package dev.vitals.testkit;

import dev.vitals.dump.Dump;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * All that is in a dump as one text, for a test that no secret is:
 *
 * <pre>{@code
 * assertThat(DumpText.of(vitals.dump(DumpRequest.DEFAULT).await(Duration.ofMinutes(1)).orElseThrow()))
 *         .contains("orders-db.connect")
 *         .doesNotContain(password);
 * }</pre>
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class DumpText {
    private DumpText() {}

    /**
     * Returns the names and contents of all files of a dump.
     *
     * @param dump the dump
     * @return the text, read as UTF-8
     * @throws IOException if the dump cannot be read
     */
    public static String of(Dump dump) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dump.writeTo(bytes);
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                text.append(entry.getName())
                        .append('\n')
                        .append(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
