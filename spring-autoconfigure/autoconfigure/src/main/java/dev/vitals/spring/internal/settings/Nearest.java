package dev.vitals.spring.internal.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what a misspelt word was most likely meant to be. */
final class Nearest {
    private Nearest() {}

    /** Returns the closest of some words; empty without words. */
    static Optional<String> to(String wrong, Collection<String> words) {
        return new TreeSet<>(words).stream().min(Comparator.comparingInt(word -> distance(wrong, word)));
    }

    /** How many letters must be put in, taken out or replaced to turn one word into another. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int i = 0; i < previous.length; i++) {
            previous[i] = i;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[previous.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
