package dev.vitals.incident;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Draws trends. Columns hang from 100 %, so that what is missing is seen: down to 99 %, or as far as the
 * worst day in whole percent. */
final class TrendsChart {
    private static final int WIDTH = 720;
    private static final int BASE = 90;
    private static final int TOP = 10;

    private TrendsChart() {}

    static String draw(Trends trends) {
        long count = ChronoUnit.DAYS.between(trends.from(), trends.to()) + 1;
        double step = (double) WIDTH / count;
        double least = floor(trends);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH
                + " 120\" width=\"" + WIDTH + "\" height=\"120\" role=\"img\">");
        svg.append("<title>Availability by day from " + trends.from() + " to " + trends.to() + ", lowest line "
                + whole(least) + "; a dot is an incident</title>");
        line(svg, TOP, "100 %");
        line(svg, BASE, whole(least));
        trends.availabilityByDay().forEach((day, share) -> {
            double height = (BASE - TOP) * (share - least) / (1 - least);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s %s</title></rect>",
                    x(trends, day, step),
                    BASE - height,
                    Math.max(1, step - 1),
                    Math.max(1, height),
                    share >= 0.999 ? "#2da44e" : "#d4a72c",
                    day,
                    TrendsText.percent(share)));
        });
        dots(svg, trends, step);
        return svg.append("</svg>\n").toString();
    }

    /** A whole number of percent, so that the line can be read without a ruler. */
    private static double floor(Trends trends) {
        double worst = trends.availabilityByDay().values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return Math.min(0.99, Math.floor(worst * 100) / 100);
    }

    private static String whole(double share) {
        return Math.round(share * 100) + " %";
    }

    private static void line(StringBuilder svg, int y, String label) {
        svg.append("<path d=\"M0 " + y + "H" + WIDTH + "\" stroke=\"#808891\" stroke-width=\"0.5\"/><text x=\"2\" y=\""
                + (y + 10) + "\" font-family=\"sans-serif\" font-size=\"9\" fill=\"#808891\">" + label + "</text>");
    }

    private static void dots(StringBuilder svg, Trends trends, double step) {
        for (Incident incident : trends.incidents()) {
            LocalDate day = LocalDate.ofInstant(incident.opened(), ZoneOffset.UTC);
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"105\" r=\"4\" fill=\"#cf222e\"><title>%s %s</title></circle>",
                    x(trends, day, step) + step / 2,
                    incident.id(),
                    incident.worst()));
        }
    }

    private static double x(Trends trends, LocalDate day, double step) {
        return ChronoUnit.DAYS.between(trends.from(), day) * step;
    }
}
