package dev.vitals.dump;

import java.time.Duration;
import java.util.Optional;

/**
 * A part of a bundle once it has ended, well or not.
 *
 * @param file its path in the zip
 * @param state how far it got
 * @param content what it wrote, redacted; whole lines, also when it was cut
 * @param took how long it took
 * @param reason why it is not complete; redacted, and empty exactly when it is
 */
record Section(String file, DumpSection.State state, byte[] content, Duration took, Optional<String> reason) {
    DumpSection row() {
        return new DumpSection(file, state, content.length, took, reason);
    }
}
