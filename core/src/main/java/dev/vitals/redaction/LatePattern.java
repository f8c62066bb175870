package dev.vitals.redaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern that is compiled when it is first needed: most never are, and an application's start need not wait for them. */
final class LatePattern {
    private final String regex;
    private volatile @Nullable Pattern compiled;

    LatePattern(String regex) {
        this.regex = regex;
    }

    Matcher matcher(String text) {
        Pattern known = compiled;
        if (known == null) {
            known = Pattern.compile(regex);
            compiled = known;
        }
        return known.matcher(text);
    }
}
