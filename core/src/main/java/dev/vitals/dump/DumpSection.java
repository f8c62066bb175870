package dev.vitals.dump;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one part of a bundle. Every part that was planned has one.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param file its path in the zip
 * @param state how far it got
 * @param bytes how much it wrote, before compression
 * @param took how long it took
 * @param reason why it is not complete, redacted; empty exactly when it is
 * @since 0.1.0
 */
public record DumpSection(String file, State state, long bytes, Duration took, Optional<String> reason) {
    /**
     * Checks that the reason and the state agree.
     *
     * @throws IllegalArgumentException if a section that is not complete has no reason, or a complete one has
     */
    public DumpSection {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(took, "took");
        if ((Objects.requireNonNull(state, "state") == State.COMPLETE)
                == Objects.requireNonNull(reason, "reason").isPresent()) {
            throw new IllegalArgumentException("'reason' must be there exactly when '" + file + "' is not complete");
        }
    }

    /**
     * How far a part got.
     *
     * @since 0.1.0
     */
    public enum State {
        /** All of it is there. */
        COMPLETE,
        /** Its start is there, or nothing when no room was left for it: the rest was above a limit of size. */
        CUT,
        /** What it wrote until its time was up is there; nothing when the dump's was up before. */
        TIMED_OUT,
        /** What it wrote before an error is there. */
        FAILED,
        /** There is nothing to collect here. */
        SKIPPED
    }
}
