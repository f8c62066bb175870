package dev.vitals.endpoint;

import dev.vitals.format.Html;
import dev.vitals.incident.Trends;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Availability and incidents of some days for a person at a browser. */
final class TrendsPage {
    private TrendsPage() {}

    static HealthResponse of(Trends trends, Optional<String> home) {
        return Pages.of(200, "trends", Status.UNKNOWN, html -> {
            html.of("h1", "Availability and incidents").of("p", trends.from() + " to " + trends.to(), "class", "d");
            Pages.back(html, home);
            html.in("p", "class", "c").raw(trends.svg()).end();
            html.of("h2", "Incidents").in("table", "class", "o");
            trends.bySeverity().forEach((severity, count) -> row(html, severity.name(), "" + count));
            row(html, "came back", trends.relapses() + " times");
            row(html, "mean time to detect", words(trends.meanTimeToDetect()));
            row(html, "mean time to acknowledge", words(trends.meanTimeToAcknowledge()));
            row(html, "mean time to resolve", words(trends.meanTimeToResolve()));
            html.end();
            html.of("h2", "Availability by check").in("table", "class", "o");
            trends.availability().forEach((check, share) -> row(html, check, percent(share)));
            html.end();
        });
    }

    private static void row(Html html, String name, String value) {
        html.in("tr").of("th", name, "scope", "row").of("td", value).end();
    }

    private static String words(Optional<Duration> time) {
        return time.map(Quantities::duration).orElse("none");
    }

    /** Rounded down: 99.999 % is not all of the time. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", Math.floor(share * 100_000) / 1_000);
    }
}
