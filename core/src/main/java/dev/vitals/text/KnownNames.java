package dev.vitals.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Lists the names that a message about an unknown one should show: all if there are few, else the closest. */
public final class KnownNames {
    private static final int FEW = 10;
    private static final int CLOSE = 5;

    private KnownNames() {}

    /**
     * Returns which names there are.
     *
     * @param unknown a name that is none of them
     * @param known every name there is
     * @return such as {@code there are [a, b]}, or the closest of many with their number
     */
    public static String beside(String unknown, Collection<String> known) {
        if (known.size() <= FEW) {
            return "there are " + List.copyOf(known);
        }
        List<String> close = new TreeSet<>(known)
                .stream()
                        .sorted(Comparator.comparingInt(name -> distance(unknown, name)))
                        .limit(CLOSE)
                        .toList();
        return "the closest of the " + known.size() + " there are: " + close;
    }

    /** How many letters must be put in, taken out or replaced to turn one name into another. */
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
