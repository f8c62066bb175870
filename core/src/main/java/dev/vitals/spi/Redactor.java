package dev.vitals.spi;

/**
 * Takes secrets and personal data out of a text before it leaves the library.
 *
 * <p>Implementations are thread-safe, never throw, and answer the same for a text they have already redacted.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Redactor {
    /**
     * Returns the text without what must not be seen.
     *
     * @param text any text; may be hostile, of any length, and hold line breaks
     * @return the text with secrets masked
     * @since 0.1.0
     */
    String redact(String text);

    /**
     * Returns a redactor that applies this one and then another.
     *
     * @param next applied to what this one leaves
     * @return both, one after the other
     * @since 0.1.0
     */
    default Redactor andThen(Redactor next) {
        return text -> next.redact(redact(text));
    }
}
