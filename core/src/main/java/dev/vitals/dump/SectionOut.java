package dev.vitals.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitals.redaction.KeyLines;
import dev.vitals.text.Clean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The only way into a bundle: redacts everything, keeps to a limit, and takes nothing any more once its section was given
 * up. Thread-safe.
 */
final class SectionOut {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final BundleRedaction redaction;
    private final KeyLines lines;
    private final KeyLines markup;
    private final int cap;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private boolean cut;
    private boolean closed;

    SectionOut(BundleRedaction redaction, int cap) {
        this.redaction = redaction;
        this.lines = new KeyLines(redaction::line, redaction::whole);
        this.markup =
                new KeyLines(new MarkupRedaction(redaction::text)::apply, new MarkupRedaction(redaction::whole)::apply);
        this.cap = cap;
    }

    /**
     * Reads JSON of our own. The first call sets Jackson up, which is done before a dump needs it: a class whose
     * initialisation runs out of memory is lost until the virtual machine ends.
     */
    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes a text on one line. */
    void line(String text) {
        put(redaction.isOn() ? next(text) : Clean.line(text));
    }

    private synchronized String next(String text) {
        return lines.next(text);
    }

    /** Writes a line of Markdown, which may end in a command between backticks. */
    void markdown(String text) {
        put(InertMarkdown.line(Clean.line(redaction.isOn() ? next(text) : text)));
    }

    /** Writes HTML line by line, in which a tag stands on one line. */
    void html(String html) {
        html.lines().forEach(line -> put(Clean.line(redaction.isOn() ? nextOfMarkup(line) : line)));
    }

    private synchronized String nextOfMarkup(String line) {
        return markup.next(line);
    }

    /**
     * Writes a line of which only some parts are foreign: ours and foreign ones in turn. There are thousands of such lines,
     * and what we wrote ourselves need not be looked through.
     */
    void mixed(String... parts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            line.append(i % 2 == 0 ? parts[i] : redaction.line(parts[i]));
        }
        put(Clean.line(line.toString()));
    }

    /** Writes a text line by line. */
    void text(String text) {
        text.lines().forEach(this::line);
    }

    /** Writes where a thread is: names of classes hold no secrets, and there are many. */
    void frame(StackTraceElement frame) {
        put("    at " + Clean.line(frame.toString()));
    }

    /** Writes JSON. Either all of it is written or nothing, or it would not be JSON. */
    void json(JsonNode tree) {
        try {
            put(JSON.writeValueAsString(new TreeRedaction(redaction).apply(tree)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized void put(String line) {
        if (closed) {
            throw new IllegalStateException("this section was given up: its time was over");
        }
        byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (cut || bytes.size() + encoded.length > cap) {
            cut = true;
            throw new FullException();
        }
        bytes.writeBytes(encoded);
    }

    /** Takes nothing any more. Returns what was written, in whole lines. */
    synchronized byte[] close() {
        closed = true;
        return bytes.toByteArray();
    }

    int cap() {
        return cap;
    }

    synchronized boolean isCut() {
        return cut;
    }

    /** The limit is reached: to go on would be in vain. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("above the limit of size", null, false, false);
        }
    }
}
