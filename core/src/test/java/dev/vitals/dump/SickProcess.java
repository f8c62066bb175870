package dev.vitals.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process of its own that falls ill on demand. */
final class SickProcess implements AutoCloseable {
    private static final String RESULT = "result ";

    private final ChildJvm child;

    private SickProcess(ChildJvm child) {
        this.child = child;
    }

    /** Starts one below a shell that limits it; the script ends with {@code exec "$@"}. */
    static SickProcess start(String script, Path directory, String... options) throws IOException {
        return new SickProcess(ChildJvm.startBelow(script, SickMain.class, List.of(options), directory.toString()));
    }

    /** What came of a dump in a sick process. */
    record Answer(JsonNode told) {
        Bundle bundle() throws IOException {
            return Bundle.of(told.path("zip").binaryValue());
        }

        boolean hasBundle() {
            return told.has("zip");
        }

        /** Why there is none, whoever was told. */
        String failure() {
            return told.path("failure").asText() + told.path("thrown").asText();
        }

        Optional<Path> path() {
            return Optional.ofNullable(told.path("path").textValue()).map(Path::of);
        }

        List<String> trouble() {
            List<String> lines = new ArrayList<>();
            told.path("trouble").forEach(line -> lines.add(line.asText()));
            return lines;
        }

        /** Those of the dump that live on. */
        int threads() {
            return told.path("threads").asInt();
        }
    }

    void fallIll(String illness) {
        child.send(illness);
    }

    /** Reads on until the process says how it went. */
    Answer answer() throws IOException {
        return new Answer(new ObjectMapper().readTree(lineAfter(RESULT)));
    }

    /** Waits until a dump has been rehearsed with nothing cut. */
    boolean isRehearsed() throws IOException {
        child.send("rehearsal");
        return lineAfter("rehearsal ").equals("whole");
    }

    /** Reads on until a dump has come to the contributor that hangs. */
    void awaitHanging() throws IOException {
        lineAfter("hangs");
    }

    private String lineAfter(String start) throws IOException {
        String line = child.line();
        while (!line.startsWith(start)) {
            line = child.line();
        }
        return line.substring(start.length());
    }

    Answer with(String illness) throws IOException {
        fallIll(illness);
        return answer();
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
