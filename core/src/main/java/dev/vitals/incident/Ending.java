package dev.vitals.incident;

import dev.vitals.incident.Incident.Root;
import dev.vitals.incident.TimelineEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an incident was last resolved, though it may have come back since.
 *
 * @param resolved the entry that says so
 * @param lasted from the opening to the end of the trouble
 * @param before what had happened until then
 */
record Ending(TimelineEntry resolved, Duration lasted, List<TimelineEntry> before) {
    /** Begins the last entry of an incident that was merged, before the other's identity. */
    static final String GOES_ON = "goes on as ";

    /** Returns the last one; empty if there was none, or if the incident went on as another then. */
    static Optional<Ending> of(List<TimelineEntry> timeline) {
        Optional<Ending> last = Optional.empty();
        Duration recovered = Duration.ZERO;
        Kind before = Kind.OPENED;
        for (int i = 0; i < timeline.size(); i++) {
            TimelineEntry entry = timeline.get(i);
            switch (entry.kind()) {
                case RECOVERED, RELAPSED, REOPENED, FLAPPED -> {
                    before = entry.kind();
                    recovered = entry.after();
                }
                case RESOLVED -> {
                    Duration lasted = before == Kind.RECOVERED ? recovered : entry.after();
                    last = Optional.of(new Ending(entry, lasted, timeline.subList(0, i)));
                }
                default -> {}
            }
        }
        return last.filter(ending -> !ending.isMerger());
    }

    private boolean isMerger() {
        return resolved.by().isEmpty() && resolved.text().startsWith(GOES_ON);
    }

    /** Returns what a person wrote who resolved it: one that resolves itself does not know what helped. */
    Optional<String> remedy() {
        return resolved.by().map(person -> resolved.text());
    }

    /** Whether something had come to light by then. */
    boolean knew(Root root) {
        return before.stream().anyMatch(root::isNamedIn);
    }
}
