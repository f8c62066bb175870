package dev.vitals.dump;

import java.util.List;
import java.util.Locale;

/** Draws numbers as a line from left to right; the lowest line is the least value. */
final class Chart {
    private static final int WIDTH = 250;
    private static final int HEIGHT = 40;

    private Chart() {}

    /** Returns an SVG image; of a single value a level line. */
    static String svg(String title, List<Double> values) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double range = most > least ? most - least : 1;
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double x = values.size() < 2 ? 0 : (double) i * WIDTH / (values.size() - 1);
            double y = HEIGHT - 2 - (values.get(i) - least) / range * (HEIGHT - 4);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        if (values.size() == 1) {
            points.append(WIDTH).append(',').append(HEIGHT - 2);
        }
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" role=\"img\"><title>" + PageFile.escape(title)
                + "</title>\n<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" points=\""
                + points.toString().strip() + "\"/></svg>";
    }
}
