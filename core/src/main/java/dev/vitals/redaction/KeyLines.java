package dev.vitals.redaction;

import java.util.function.UnaryOperator;

/** Masks keys in PEM form that come line by line: only the first line shows what they are. Not thread-safe. */
public final class KeyLines {
    private final UnaryOperator<String> redaction;
    private final UnaryOperator<String> mask;
    private boolean inKey;

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
        boolean masked = inKey;
        if (inKey || line.contains("-----BEGIN ")) {
            inKey = !line.contains("-----END ");
        }
        return masked ? mask.apply(line) : redaction.apply(line);
    }
}
