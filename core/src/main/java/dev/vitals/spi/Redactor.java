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
     * Returns the text with secrets and personal data masked.
     *
     * @param text any text; may be hostile, of any length, and hold line breaks
     * @return the masked text
     */
    String redact(String text);

    /**
     * Returns a redactor that applies this one and then another.
     *
     * @param next applied to the result of this one
     * @return both, one after the other
     */
    default Redactor andThen(Redactor next) {
        return text -> next.redact(redact(text));
    }
}
