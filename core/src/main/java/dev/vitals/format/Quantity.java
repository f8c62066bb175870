package dev.vitals.format;

import dev.vitals.probe.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Writes a number with its unit as a person reads them. */
final class Quantity {
    private Quantity() {}

    /** Returns {@code 512 MiB} for bytes, {@code 3.9 s} for milliseconds, else the number and its unit. */
    static String of(double value, String unit) {
        return switch (unit) {
            case "" -> number(value);
            case "bytes" -> Math.abs(value) < 1e18 ? Quantities.bytes(Math.round(value)) : number(value) + " bytes";
            case "ms" ->
                Math.abs(value) < 1e12
                        ? Quantities.duration(Duration.ofNanos(Math.round(value * 1e6)))
                        : number(value) + " ms";
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
}
