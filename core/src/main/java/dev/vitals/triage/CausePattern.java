package dev.vitals.triage;

import java.util.regex.Pattern;

/** A cause code, or with {@code .*} at its end a family of them. */
final class CausePattern {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*(\\.\\*)?");

    private CausePattern() {}

    static void require(String parameter, String pattern) {
        if (!SHAPE.matcher(pattern).matches()) {
            throw new IllegalArgumentException("'" + parameter + "' must be a cause code such as 'pool.exhausted' or a"
                    + " family such as 'pool.*' but was '" + pattern + "'");
        }
    }

    static boolean matches(String pattern, String cause) {
        return pattern.endsWith(".*")
                ? cause.startsWith(pattern.substring(0, pattern.length() - 1))
                : cause.equals(pattern);
    }
}
