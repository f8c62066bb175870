package dev.vitals.triage;

/**
 * A name in which {@code *} stands for any text.
 *
 * @param text the name, with stars in it or not
 */
record NamePattern(String text) {
    boolean matches(String name) {
        return matches(text, name);
    }

    /** Whether all that another one matches is matched by this one. A star of the other is only covered by a star. */
    boolean covers(NamePattern other) {
        return matches(other.text);
    }

    /** Goes back to the last star only, so that it takes no longer than both lengths multiplied. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
