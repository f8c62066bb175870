package dev.vitals.testkit.internal.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a server's log file, with the known passwords and whatever follows the word password blanked out. */
public record ServerLog(Path file, List<String> secrets) {

    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 40;
    private static final Pattern QUOTED_SECRET =
            Pattern.compile("(?i)(password|passwd|pwd|secret|identified by|requirepass)(['\"\\s:=]+)[^\\s'\"]+");

    public ServerLog {
        // An empty password would match between any two characters.
        secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
    }

    public String tail() {
        return tail(lastBytes());
    }

    /** The last lines of a log that is not in a file. */
    public String tail(String text) {
        List<String> lines = text.lines().toList();
        return redact(String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
    }

    String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return QUOTED_SECRET.matcher(clean).replaceAll("$1$2***");
    }

    private String lastBytes() {
        if (!Files.exists(file)) {
            return "";
        }
        try (var reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(Math.max(0, reader.length() - TAIL_BYTES));
            var bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, reader.read(bytes));
            return new String(bytes, 0, read, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getClass().getSimpleName() + ")";
        }
    }
}
