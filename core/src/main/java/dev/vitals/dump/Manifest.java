package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;

/** Writes the list of all that was planned, and what became of it. */
final class Manifest {
    static final String FILE = "manifest.json";
    static final int SCHEMA = 1;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROOM = 1 << 20;

    private Manifest() {}

    static byte[] of(List<Section> sections, Cover cover) {
        Dump.Head head = cover.head();
        ObjectNode root = JSON.objectNode();
        root.put("schema", SCHEMA)
                .put("id", head.id())
                .put("application", cover.application())
                .put("process", cover.process())
                .put("began", head.at().toString())
                .put("tookMillis", head.took().toMillis())
                .put("zone", ZoneId.systemDefault().getId());
        ObjectNode request = root.putObject("request");
        request.put("trigger", head.request().trigger())
                .put("reason", head.request().reason());
        head.request().by().ifPresent(person -> request.put("by", person));
        root.putObject("redaction")
                .put("on", cover.redaction().isOn())
                .put("replaced", cover.redaction().masked())
                .put("dropped", cover.redaction().failed());
        ArrayNode rows = root.putArray("sections");
        sections.forEach(section -> row(rows.addObject(), section));
        SectionOut out = new SectionOut(cover.redaction(), ROOM);
        out.json(root);
        return out.close();
    }

    private static void row(ObjectNode row, Section section) {
        row.put("file", section.file())
                .put("state", section.state().name())
                .put("bytes", section.content().length)
                .put("millis", section.took().toMillis());
        section.reason().ifPresent(why -> row.put("reason", why));
        if (section.content().length > 0) {
            row.put("sha256", sha256(section.content()));
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
