package dev.vitals.incident;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** One record of the journal: a JSON object on one line, whose last field is a checksum of all before it. */
final class JournalLine {
    private static final String CHECKSUM = ",\"crc\":\"";

    private JournalLine() {}

    /** Returns the line with its line break. */
    static byte[] write(ObjectNode json) {
        String text = json.toString();
        String open = text.substring(0, text.length() - 1);
        return (open + CHECKSUM + crc(open) + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the record; empty if the line is damaged. */
    static Optional<JsonNode> read(String line) {
        int end = line.lastIndexOf(CHECKSUM);
        if (end < 0 || !line.equals(line.substring(0, end) + CHECKSUM + crc(line.substring(0, end)) + "\"}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(IncidentJson.MAPPER.readTree(line));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
