package dev.vitals.redaction;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Masks values whose preceding key marks them as secret.
 *
 * @param lead matches up to the value. Its group, if it has one, is the value's name, which then decides
 * @param value finds the value from the index where the lead ends
 */
record NamedSecrets(LatePattern lead, BiFunction<String, Integer, SecretSpan> value) implements UnaryOperator<String> {
    /** What prose says after a colon, where a value could stand: what became of the secret, or a sentence. */
    private static final LatePattern PROSE = new LatePattern("(?i)(?:(?:permission|access) denied|no such file"
            + "|unexpected end|expired|missing|unknown|(?:not|no|is|was|cannot|could|has|they|it|this|that|the|an?|over"
            + "|with|without|for|see|use)(?=[ \\t]+[a-z]))(?![^\\s,.;)])");

    static NamedSecrets valueAfter(String lead) {
        return new NamedSecrets(new LatePattern(lead), SecretSpan::value);
    }

    static NamedSecrets lineAfter(String lead) {
        return new NamedSecrets(new LatePattern(lead), SecretSpan::line);
    }

    static NamedSecrets wordsAfter(String lead) {
        return new NamedSecrets(new LatePattern(lead), SecretSpan::words);
    }

    static NamedSecrets elementAfter(String lead) {
        return new NamedSecrets(new LatePattern(lead), SecretSpan::element);
    }

    @Override
    public String apply(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        int from = 0;
        Matcher match = lead.matcher(text);
        while (from <= text.length() && match.find(from)) {
            from = match.end();
            SecretSpan found = value.apply(text, from);
            if (isSecret(match, text.substring(found.start(), found.end())) && !isProse(text, from, found.start())) {
                masked.append(text, copied, found.start()).append(StandardRedactor.MASK);
                copied = found.end();
                from = copied;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean isProse(String text, int from, int start) {
        boolean blankAfterColon = text.charAt(from - 1) == ':' && start > from && text.charAt(start - 1) <= ' ';
        return blankAfterColon
                && PROSE.matcher(text).region(start, text.length()).lookingAt();
    }

    private static boolean isSecret(Matcher match, String value) {
        if (match.groupCount() == 0) {
            return !SecretNames.isHarmless("password", value);
        }
        String name = match.group(1);
        boolean exception = match.group().endsWith(":") && SecretNames.isClass(name);
        return !exception && SecretNames.isSecret(name) && !SecretNames.isHarmless(name, value);
    }
}
