package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What has changed of late, on the status page, as far as the last results of each check go. */
final class HtmlTimeline {
    private static final int MOST = 15;

    private final Html html;
    private final ZoneId zone;

    HtmlTimeline(Html html, ZoneId zone) {
        this.html = html;
        this.zone = zone;
    }

    void of(Report report) {
        List<Turn> turns = new ArrayList<>();
        report.checks().forEach(check -> turns(check, turns));
        if (turns.isEmpty()) {
            return;
        }
        turns.sort(Comparator.comparing(Turn::at).reversed());
        Times times = new Times(zone, report.at());
        html.of("h2", "Timeline").in("ul");
        for (Turn turn : turns.subList(0, Math.min(MOST, turns.size()))) {
            html.in("li", "class", turn.to().name())
                    .text(times.second(turn.at()) + " " + turn.check() + " " + turn.from() + " → ")
                    .of("span", turn.to().name(), "class", "s")
                    .end();
        }
        html.end();
    }

    private static void turns(CheckReport check, List<Turn> turns) {
        Optional<Status> before = Optional.empty();
        for (HistoryEntry entry : check.history()) {
            if (before.isPresent() && before.get() != entry.status()) {
                turns.add(new Turn(entry.at(), check.name(), before.get(), entry.status()));
            }
            before = Optional.of(entry.status());
        }
    }

    private record Turn(Instant at, String check, Status from, Status to) {}
}
