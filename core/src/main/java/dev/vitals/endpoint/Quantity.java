package dev.vitals.endpoint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Writes numbers and durations as a person reads them. */
final class Quantity {
    private static final List<String> BYTES = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");

    private Quantity() {}

    /** Returns {@code 512 MiB} for bytes, {@code 3.9 s} for milliseconds, else the number and its unit. */
    static String of(double value, String unit) {
        return switch (unit) {
            case "" -> number(value);
            case "bytes" -> bytes(value);
            case "ms" ->
                Math.abs(value) < 1e15 ? duration(Duration.ofMillis(Math.round(value))) : number(value) + " ms";
            default -> number(value) + " " + unit;
        };
    }

    /** Returns whole numbers whole, and others with three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e15 || (size > 0 && size < 1e-6)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.valueOf(100)) >= 0
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(new MathContext(3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Returns the two largest units that count: {@code 4 m 12 s}, {@code 3.9 s}, {@code 250 ms}. */
    static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            long millis = duration.toMillis();
            return millis < 1_000 ? millis + " ms" : number(Math.floorDiv(millis, 100) / 10.0) + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
                : pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = large + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }

    private static String bytes(double value) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= 1_024 && unit < BYTES.size() - 1) {
            scaled /= 1_024;
            unit++;
        }
        return number(scaled) + " " + BYTES.get(unit);
    }
}
