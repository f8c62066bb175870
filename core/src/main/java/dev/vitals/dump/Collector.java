package dev.vitals.dump;

import java.time.Duration;

/** Collects one part of a bundle. Runs on a thread that is given up if it hangs. */
interface Collector {
    /** The path in the zip. */
    String file();

    /** The longest it may take. */
    default Duration timeout() {
        return Duration.ofSeconds(2);
    }

    /** The most it may write, in bytes before compression. */
    default int cap() {
        return 2 << 20;
    }

    /**
     * Writes the part.
     *
     * @throws SkipException if there is nothing to collect here
     */
    void collect(SectionOut out, Facts facts) throws Exception;

    /** Says in words why there is nothing to collect. */
    final class SkipException extends Exception {
        private static final long serialVersionUID = 1L;

        SkipException(String why) {
            super(why, null, false, false);
        }
    }
}
