package dev.vitals.probe;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Fixed words with arguments from the live system. Arguments may hold anything and are redacted; the words are the
 * author's own and are not, so nothing from outside belongs in them.
 *
 * <pre>{@code
 * Phrase.of("bring the server behind {} back", mount.source())
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param words the words, with {@code {}} where an argument goes; not blank
 * @param arguments the arguments in order, one for each {@code {}}
 * @since 0.1.0
 */
public record Phrase(String words, List<String> arguments) {
    private static final String PLACE = "{}";

    /**
     * Checks that words and arguments agree, and copies the list.
     *
     * @throws IllegalArgumentException if {@code words} is blank or has more or fewer places than there are arguments
     */
    public Phrase {
        if (Objects.requireNonNull(words, "words").isBlank()) {
            throw new IllegalArgumentException("'words' must not be blank");
        }
        arguments = List.copyOf(Objects.requireNonNull(arguments, "arguments"));
        int places = pieces(words).size() - 1;
        if (places != arguments.size()) {
            throw new IllegalArgumentException(
                    "'" + words + "' has " + places + " places but " + arguments.size() + " arguments");
        }
    }

    /**
     * Returns a phrase.
     *
     * @param words the author's own words, with {@code {}} where an argument goes; not blank
     * @param arguments the arguments in order, each as {@link String#valueOf(Object)} writes it
     * @return the phrase
     * @throws IllegalArgumentException if there are more or fewer places than arguments
     */
    public static Phrase of(String words, Object... arguments) {
        return new Phrase(words, strings(Objects.requireNonNull(arguments, "arguments")));
    }

    /**
     * Returns a text from outside as a phrase that is nothing but an argument.
     *
     * @param text any text; not blank
     * @return the phrase
     * @throws IllegalArgumentException if {@code text} is blank
     */
    public static Phrase ofText(String text) {
        if (Objects.requireNonNull(text, "text").isBlank()) {
            throw new IllegalArgumentException("'text' must not be blank");
        }
        return new Phrase(PLACE, List.of(text));
    }

    /**
     * Returns this phrase with its arguments changed.
     *
     * @param change takes an argument and returns the one to put in its place
     * @return a copy
     */
    public Phrase map(UnaryOperator<String> change) {
        return new Phrase(
                words,
                arguments.stream().map(Objects.requireNonNull(change, "change")).toList());
    }

    /**
     * Returns the words with the arguments filled in.
     *
     * @return the text
     */
    public String text() {
        return fill(words, arguments);
    }

    @Override
    public String toString() {
        return text();
    }

    static String fill(String words, List<String> arguments) {
        StringBuilder text = new StringBuilder();
        Iterator<String> left = arguments.iterator();
        for (String piece : pieces(words)) {
            text.append(piece);
            if (left.hasNext()) {
                text.append(left.next());
            }
        }
        return text.toString();
    }

    private static List<String> strings(Object... arguments) {
        List<String> strings = new ArrayList<>();
        for (Object argument : arguments) {
            strings.add(String.valueOf(argument));
        }
        return strings;
    }

    private static List<String> pieces(String words) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = words.indexOf(PLACE); at >= 0; at = words.indexOf(PLACE, from)) {
            pieces.add(words.substring(from, at));
            from = at + PLACE.length();
        }
        pieces.add(words.substring(from));
        return pieces;
    }
}
