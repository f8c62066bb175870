package dev.vitals.redaction;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One kind of secret.
 *
 * @param hints lower-case words without one of which it cannot be there: most texts have none, and finding that out is
 *     cheap
 * @param masking what takes it out of a text
 */
record RedactionRule(List<String> hints, UnaryOperator<String> masking) {
    static RedactionRule of(String hints, UnaryOperator<String> masking) {
        return new RedactionRule(List.of(hints.split(" ", -1)), masking);
    }

    /** Masks what matches; the replacement may keep groups of it. */
    static RedactionRule of(String hints, String regex, String replacement) {
        LatePattern pattern = new LatePattern(regex);
        return of(hints, text -> pattern.matcher(text).replaceAll(replacement));
    }

    /** By index: this is asked for every rule of every text, and an iterator each time is what a dump allocated most of. */
    boolean mayApply(String lowerCase) {
        for (int i = 0; i < hints.size(); i++) {
            if (lowerCase.contains(hints.get(i))) {
                return true;
            }
        }
        return false;
    }
}
