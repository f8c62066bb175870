package dev.vitals.endpoint;

import dev.vitals.report.ReportSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Answers a request for an unknown group or check with a list of the known ones, and of the paths there are. */
final class Directory {
    private static final int LISTED = 50;

    private final ReportSource source;

    private final List<String> paths;

    Directory(ReportSource source, List<String> paths) {
        this.source = source;
        this.paths = paths;
    }

    HealthResponse listing(Refusal refusal) {
        Set<String> names = source.names();
        String more = names.size() > LISTED ? "; of " + names.size() + " checks " + LISTED + " are listed" : "";
        return Problem.of(
                refusal.status(),
                refusal.detail() + more,
                json -> json.strings("paths", paths)
                        .strings("groups", first(source.groups()))
                        .strings("checks", first(names)));
    }

    private static List<String> first(Collection<String> names) {
        return names.stream().sorted().limit(LISTED).toList();
    }
}
