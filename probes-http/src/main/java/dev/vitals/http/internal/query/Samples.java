package dev.vitals.http.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The values that an instant query gives, worst first.
 *
 * @param all those that are a number or infinite
 * @param series how many series there are
 * @param partial whether Prometheus, or what answers in its place, says that something may be missing
 */
public record Samples(List<Sample> all, int series, boolean partial) {
    private static final int SHOWN = 20;
    private static final int LONGEST = 200;

    /** One series and its value, which is a number or infinite. */
    record Sample(String labels, double value) {}

    /** Reads the answer of Prometheus; what is no number is left out. Empty when it has another shape. */
    public static Optional<Samples> read(JsonNode answer, Threshold threshold) {
        JsonNode result = answer.at("/data/result");
        String type = answer.at("/data/resultType").asText();
        List<Sample> found = new ArrayList<>();
        boolean scalar = type.equals("scalar");
        if (scalar) {
            add(found, "", result.path(1));
        } else if (type.equals("vector") && result.isArray()) {
            result.forEach(series -> add(found, labels(series.path("metric")), series.at("/value/1")));
        } else {
            return Optional.empty();
        }
        Comparator<Sample> byValue = Comparator.comparingDouble(Sample::value);
        found.sort(threshold.direction() == Direction.ABOVE ? byValue.reversed() : byValue);
        boolean partial =
                warns(answer.path("warnings")) || answer.path("isPartial").asBoolean();
        return Optional.of(new Samples(List.copyOf(found), scalar ? 1 : result.size(), partial));
    }

    /** Up to 2.53 Prometheus put what it has to say of a query there too. */
    private static boolean warns(JsonNode warnings) {
        for (JsonNode warning : warnings) {
            if (!warning.asText().startsWith("PromQL info:")) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Sample> found, String labels, JsonNode value) {
        double number = switch (value.asText()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> value.isTextual() ? number(value.asText()) : Double.NaN;
        };
        if (!Double.isNaN(number)) {
            found.add(new Sample(labels, number));
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String labels(JsonNode metric) {
        StringJoiner labels = new StringJoiner(", ");
        metric.properties()
                .forEach(label ->
                        labels.add(label.getKey() + "=" + label.getValue().asText()));
        return Clean.line(labels.toString(), LONGEST);
    }

    /** Returns what the worst value means. */
    public Result judge(String query, Threshold threshold) {
        if (all.isEmpty()) {
            return Result.unknown(QueryCauses.EMPTY, QueryCauses.EMPTY.title() + ": " + query)
                    .withRemedies(
                            QueryCauses.EMPTY.steps().stream().map(Remedy::of).toList());
        }
        Sample worst = all.get(0);
        Status status = threshold.judge(worst.value());
        if (partial && status == Status.UP) {
            return Result.unknown(QueryCauses.PARTIAL, QueryCauses.PARTIAL.title() + ": " + query)
                    .evidence(table(threshold))
                    .withRemedies(
                            QueryCauses.PARTIAL.steps().stream().map(Remedy::of).toList());
        }
        int left = series - all.size();
        String more = (all.size() == 1 ? "" : ", the worst of " + all.size())
                + (left == 0 ? "" : ", " + Plural.of(left, "series", "series") + " without a number");
        String summary = query + " is " + threshold.unit().show(worst.value()) + threshold.suffix(status) + more;
        Result result = status == Status.UP
                ? Result.up(summary)
                : Result.of(status, QueryCauses.VALUE, summary)
                        .withRemedies(QueryCauses.VALUE.steps().stream()
                                .map(Remedy::of)
                                .toList());
        Result seen = Double.isInfinite(worst.value())
                ? result
                : result.observe(Observation.of("prometheus.value", worst.value(), threshold.unit())
                        .against(threshold));
        return seen.observe(Observation.count("prometheus.series", all.size())).evidence(table(threshold));
    }

    private Evidence table(Threshold threshold) {
        List<List<String>> rows = all.stream()
                .limit(SHOWN)
                .map(sample -> List.of(sample.labels(), threshold.unit().show(sample.value())))
                .toList();
        return new Evidence.Table(Plural.of(all.size(), "series", "series"), List.of("labels", "value"), rows);
    }
}
