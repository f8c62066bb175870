package dev.vitals.endpoint;

import dev.vitals.report.ReportSource;
import java.util.List;
import java.util.Set;

/** Answers a request for what does not exist with what does. */
final class Directory {
    private static final int LISTED = 50;

    private final ReportSource source;

    Directory(ReportSource source) {
        this.source = source;
    }

    HealthResponse listing(Refusal refusal) {
        Set<String> names = source.names();
        String more = names.size() > LISTED ? "; of " + names.size() + " checks " + LISTED + " are listed" : "";
        return Problem.of(
                refusal.status(),
                refusal.detail() + more,
                json -> json.strings("groups", first(source.groups())).strings("checks", first(names)));
    }

    private static List<String> first(Set<String> names) {
        return names.stream().sorted().limit(LISTED).toList();
    }
}
