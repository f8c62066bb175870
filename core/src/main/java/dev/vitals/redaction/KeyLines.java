package dev.vitals.redaction;

import java.util.function.UnaryOperator;

/**
 * Masks keys in PEM form that come line by line: only the first line shows what they are. A first line without a last one,
 * which anything from outside may be, hides no more than the longest key has lines. Not thread-safe.
 */
public final class KeyLines {
    /** An RSA key of 16,384 bits has 200 lines of 64 characters, encrypted ones a few more. */
    private static final int LONGEST = 256;

    private final UnaryOperator<String> redaction;
    private final UnaryOperator<String> mask;
    private int left;

    /**
     * Begins outside any key.
     *
     * @param redaction takes secrets out of a line
     * @param mask stands for a line that is secret as a whole
     */
    public KeyLines(UnaryOperator<String> redaction, UnaryOperator<String> mask) {
        this.redaction = redaction;
        this.mask = mask;
    }

    /** Returns the next line without its secrets. */
    public String next(String line) {
        boolean masked = left > 0;
        if (line.contains("-----END ")) {
            left = 0;
        } else if (masked) {
            left--;
        } else if (line.contains("-----BEGIN ")) {
            left = LONGEST;
        }
        return masked ? mask.apply(line) : redaction.apply(line);
    }
}
