package dev.vitals.text;

/** Numbers with their nouns. */
public final class Plural {
    private Plural() {}

    /**
     * Returns a number with a noun whose plural adds an {@code s}.
     *
     * @param number how many
     * @param noun the noun in the singular
     * @return such as {@code 1 session} or {@code 3 sessions}
     */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /**
     * Returns a number with its noun.
     *
     * @param number how many
     * @param one the noun in the singular
     * @param many the noun in the plural
     * @return such as {@code 1 query} or {@code 3 queries}
     */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
