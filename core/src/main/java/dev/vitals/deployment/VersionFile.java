package dev.vitals.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.report.Build;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The builds that have run on this host, one JSON object a line, oldest first. A line is written with one call and begins
 * with a line break of its own, so that what a crash has cut off spoils no other, and two processes none of each other's.
 */
final class VersionFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST = 64 * 1024;
    private static final int KEPT = 50;

    private final Path file;
    private final String application;

    VersionFile(Path file, String application) {
        this.file = file;
        this.application = application;
    }

    /** A build, and when it was first seen in the place of the one before. */
    record Seen(Build build, Instant at) {}

    /** The latest build and the one before it. */
    record Latest(Seen now, Optional<Seen> before) {}

    /** Notes that a build runs, unless it was the last one that did. */
    Latest note(Build build, Instant now) throws IOException {
        List<Seen> known = read();
        Optional<Seen> last = last(known);
        if (last.isPresent() && last.get().build().same(build)) {
            return new Latest(last.get(), last(known.subList(0, known.size() - 1)));
        }
        Seen seen = new Seen(build, now);
        write(line(seen));
        return new Latest(seen, last);
    }

    private static Optional<Seen> last(List<Seen> seen) {
        return seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
    }

    private List<Seen> read() throws IOException {
        List<String> lines = lines();
        return lines.stream().flatMap(line -> parse(line).stream()).toList();
    }

    private List<String> lines() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                shorten();
            }
            return text().lines().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private String text() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
            channel.position(Math.max(0, channel.size() - LARGEST));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until the end.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    private void shorten() throws IOException {
        List<String> all = text().lines().filter(line -> !line.isBlank()).toList();
        Path shorter = file.resolveSibling(file.getFileName() + ".new");
        Files.write(shorter, all.subList(Math.max(0, all.size() - KEPT), all.size()));
        Files.move(shorter, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(("\n" + line + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String line(Seen seen) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("application", application);
        seen.build().version().ifPresent(version -> node.put("version", version));
        seen.build().commit().ifPresent(commit -> node.put("commit", commit));
        node.put("at", seen.at().toString());
        return node.toString();
    }

    /** What is not whole, or of another application, is passed over. */
    private Optional<Seen> parse(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (!node.path("application").asText().equals(application)) {
                return Optional.empty();
            }
            Build build = new Build(text(node, "version"), text(node, "commit"), Optional.empty());
            return Optional.of(new Seen(build, Instant.parse(node.path("at").asText())));
        } catch (JsonProcessingException | DateTimeException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Stream.of(node.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }
}
