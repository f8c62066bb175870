package dev.vitals.jdbc.internal.text;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts numbers, durations and hostile text into words. */
public final class Words {
    private static final Pattern SAFE_ARGUMENT = Pattern.compile("[\\w./:@%+=-]+");

    private Words() {}

    /**
     * Returns a duration as a person would say it, with at most two units.
     *
     * @param duration any duration; a negative one counts as zero
     * @return such as {@code 4 m 10 s}, {@code 3.9 s}, {@code 12 ms} or {@code 0.8 ms}
     */
    public static String duration(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return "0 ms";
        }
        long millis = duration.toMillis();
        if (millis < 10) {
            return tenths(duration.toNanos() / 1e6) + " ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return tenths(millis / 1e3) + " s";
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    /**
     * Returns a number with its noun.
     *
     * @param number how many
     * @param noun the noun in the singular, one that takes an {@code s} in the plural
     * @return such as {@code 1 session} or {@code 3 sessions}
     */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * Returns a text from outside on one line: what could break a line, a terminal or the reading order becomes a
     * space, runs of spaces become one.
     *
     * @param text any text, of any length
     * @param limit how many characters to keep; at least 1
     * @return the line, ending in an ellipsis if it was cut
     */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit) + 1);
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (isGap(character)) {
                gap = line.length() > 0;
                continue;
            }
            if (line.length() + (gap ? 2 : 1) > limit) {
                return line.append('…').toString();
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(character);
        }
        return line.toString();
    }

    /**
     * Returns a text as one word of a shell's command line.
     *
     * @param argument any text
     * @return the text, in single quotes where a shell needs them
     */
    public static String shell(String argument) {
        String line = line(argument, 200);
        return SAFE_ARGUMENT.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    private static String tenths(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static boolean isGap(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
