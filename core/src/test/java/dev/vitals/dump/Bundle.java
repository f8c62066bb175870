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
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
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
}
