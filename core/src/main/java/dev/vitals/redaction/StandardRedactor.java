package dev.vitals.redaction;

import dev.vitals.spi.Redactor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Masks credentials wherever they commonly stand in free text, by {@link RedactionRules}. Bounded: looks at the first
 * 16 KiB of a text and drops the rest. A text that cannot be redacted is dropped whole.
 */
public final class StandardRedactor implements Redactor {
    /** Stands for what was taken out. */
    public static final String MASK = "[redacted]";

    static final int LIMIT = 16 * 1024;
    private static final int ROUNDS = 5;

    /** Instead of all: those are made when there is a text to redact, which an application's start need not wait for. */
    private final Optional<List<RedactionRule>> chosen;

    /** Masks by all rules. */
    public StandardRedactor() {
        this.chosen = Optional.empty();
    }

    StandardRedactor(List<RedactionRule> rules) {
        this.chosen = Optional.of(rules);
    }

    @Override
    public String redact(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            return seenThrough(cut(text, LIMIT));
        } catch (RuntimeException | StackOverflowError e) {
            return "[could not be redacted: " + text.length() + " characters dropped]";
        }
    }

    /** A name in letters that only look different gives its value away like any other; then all is written plainly. */
    private String seenThrough(String text) {
        String plain = Lookalikes.resolve(text);
        String masked = settled(plain);
        if (!plain.equals(text) && masked.equals(plain)) {
            masked = settled(text);
        }
        // A URL is read as it is first: what is escaped in a value is no sign.
        String decoded = Lookalikes.ofUrl(masked);
        String seen = decoded.equals(masked) ? masked : settled(decoded);
        return seen.equals(decoded) ? masked : seen;
    }

    /** One rule's mask may be another one's text, so they go on until nothing changes; for most texts, at once. */
    private String settled(String text) {
        String before = text;
        String after = cut(masked(before), LIMIT);
        for (int round = 1; round < ROUNDS && !after.equals(before); round++) {
            before = after;
            after = cut(masked(before), LIMIT);
        }
        return after;
    }

    private String masked(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (RedactionRule rule : chosen.orElse(RedactionRules.ALL)) {
            if (rule.mayApply(lowerCase)) {
                masked = rule.masking().apply(masked);
            }
        }
        return masked;
    }

    /** Ends a long text before the word, and before the mask, that its limit falls into: half of it may give too much away. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        while (end > limit - limit / 8 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        int mask = text.lastIndexOf(MASK, end);
        boolean inMask = mask >= 0 && mask + MASK.length() > end;
        return text.substring(0, inMask ? mask : end) + "…";
    }
}
