package dev.vitals.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A bundle as its reader has it: unpacked. */
record Bundle(Map<String, String> files) {
    static Bundle of(Dump dump) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dump.writeTo(bytes);
        return of(bytes.toByteArray());
    }

    static Bundle of(byte[] bytes) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new Bundle(files);
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    String file(String name) {
        return files.getOrDefault(name, "");
    }

    JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file(name));
    }

    String all() {
        return String.join("\n", files.values());
    }

    /** Why the manifest says that a part is not whole; empty if it is. */
    String reason(String part) throws IOException {
        for (JsonNode row : json("manifest.json").path("sections")) {
            if (row.path("file").asText().equals(part)) {
                return row.path("state").asText() + " " + row.path("reason").asText();
            }
        }
        throw new AssertionError("no row for " + part);
    }
}
