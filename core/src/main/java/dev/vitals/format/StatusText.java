package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.time.ZoneId;
import java.util.List;

/** A report for a caller who may see statuses only: the names of the checks in each. */
final class StatusText {
    private static final List<Status> WORST_FIRST = List.of(Status.DOWN, Status.DEGRADED, Status.UNKNOWN, Status.UP);

    private StatusText() {}

    static void write(Page page, Report report, ZoneId zone) {
        new HeaderText(report, false, false, zone).write(page);
        for (Status status : WORST_FIRST) {
            List<Line> names = report.checks().stream()
                    .filter(check -> check.status() == status)
                    .map(check -> Line.of(check.name()))
                    .toList();
            if (!names.isEmpty()) {
                page.fill(Line.of(Style.of(status), status + " " + names.size()).padTo(14), names, " · ");
            }
        }
    }

    static Line check(CheckReport check) {
        return Line.of(Style.STRONG, check.name())
                .add("   ")
                .add(Style.of(check.status()), check.status().name());
    }
}
