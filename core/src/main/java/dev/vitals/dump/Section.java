package dev.vitals.dump;

import dev.vitals.dump.DumpSection.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A part of a bundle once it has ended, well or not. What it wrote is redacted, in whole lines, and never changed. */
final class Section {
    private final byte[] content;
    private final DumpSection row;

    Section(String file, State state, byte[] content, Duration took, Optional<String> reason) {
        this.content = content;
        this.row = new DumpSection(file, state, content.length, took, reason);
    }

    byte[] content() {
        return content;
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    DumpSection row() {
        return row;
    }

    String file() {
        return row.file();
    }

    State state() {
        return row.state();
    }

    Duration took() {
        return row.took();
    }

    Optional<String> reason() {
        return row.reason();
    }
}
