package dev.vitals.probe;

/**
 * Writes sizes and percentages for people, the same way in every summary.
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Sizes() {}

    /**
     * Returns a size in the largest binary unit that leaves at least 1, with one decimal below 10.
     *
     * @param bytes the size
     * @return such as {@code 80 GiB}, {@code 1.5 MiB} or {@code 0 B}
     * @since 0.1.0
     */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.round(Math.abs(value)) >= 1024) {
            value /= 1024;
            unit++;
        }
        return number(value) + " " + UNITS[unit];
    }

    /**
     * Returns a percentage, with one decimal below 10.
     *
     * @param percent the percentage, where 100 means all
     * @return such as {@code 41 %} or {@code 2.5 %}
     * @since 0.1.0
     */
    public static String percent(double percent) {
        return number(percent) + " %";
    }

    private static String number(double value) {
        long tenths = Math.round(value * 10);
        boolean whole = tenths % 10 == 0 || Math.abs(tenths) >= 100;
        return whole ? Long.toString(Math.round(value)) : Double.toString(tenths / 10.0);
    }
}
