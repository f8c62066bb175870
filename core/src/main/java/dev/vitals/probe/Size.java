package dev.vitals.probe;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param bytes how many; not negative
 * @since 0.1.0
 */
public record Size(long bytes) implements Comparable<Size> {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,19}) ?(B|KiB|KB|MiB|MB|GiB|GB|TiB|TB)?", Pattern.CASE_INSENSITIVE);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("'bytes' must not be negative but was " + bytes);
        }
    }

    /**
     * Returns a size in bytes.
     *
     * @param bytes how many; not negative
     * @return the size
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public static Size ofBytes(long bytes) {
        return new Size(bytes);
    }

    /**
     * Returns a size in units of 1,048,576 bytes.
     *
     * @param mebibytes how many; not negative
     * @return the size
     * @throws IllegalArgumentException if {@code mebibytes} is negative or the size exceeds {@link Long#MAX_VALUE}
     */
    public static Size ofMebibytes(long mebibytes) {
        return times(mebibytes, 1L << 20);
    }

    /**
     * Returns a size in units of 1,073,741,824 bytes.
     *
     * @param gibibytes how many; not negative
     * @return the size
     * @throws IllegalArgumentException if {@code gibibytes} is negative or the size exceeds {@link Long#MAX_VALUE}
     */
    public static Size ofGibibytes(long gibibytes) {
        return times(gibibytes, 1L << 30);
    }

    /**
     * Reads a size as configuration files write it. As in Spring Boot and PostgreSQL, {@code MB} means the same as
     * {@code MiB}.
     *
     * @param text a whole number, then optionally {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}, in
     *     upper or lower case
     * @return the size
     * @throws IllegalArgumentException if {@code text} is none or the size exceeds {@link Long#MAX_VALUE}
     */
    public static Size parse(CharSequence text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size must be such as '512 MiB' but was '" + text + "'");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        try {
            return times(Long.parseLong(matcher.group(1)), 1L << (10 * "BKMGT".indexOf(unit.charAt(0))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a size must be below 8 EiB but was '" + text + "'", e);
        }
    }

    private static Size times(long number, long unit) {
        try {
            return new Size(Math.multiplyExact(number, unit));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a size must be below 8 EiB but was " + number + " times " + unit, e);
        }
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, Objects.requireNonNull(other, "other").bytes);
    }

    /**
     * Returns the size for people.
     *
     * @return such as {@code 1.5 MiB}
     */
    @Override
    public String toString() {
        return Quantities.bytes(bytes);
    }
}
