package dev.vitals.dump;

import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.ErrorGroup;
import dev.vitals.errors.RecentErrors;
import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was logged of late: groups first, since a flood of one error hides the others in a list. */
record ErrorsFile(RecentErrors errors) implements Collector {
    /** What the charts show as well. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    @Override
    public String file() {
        return "app/errors.txt";
    }

    /** The groups, for the summary. */
    record Groups(List<ErrorGroup> groups) {
        /** Returns what was logged most often of what was logged within the last ten minutes: an error before a warning. */
        Optional<String> most(Instant now) {
            return groups.stream()
                    .filter(group -> group.latest().at().isAfter(now.minus(RECENT)))
                    .max(Comparator.comparing(
                                    (ErrorGroup group) -> group.latest().level())
                            .thenComparingLong(ErrorGroup::count))
                    .map(group -> words(group, now));
        }

        private static String words(ErrorGroup group, Instant now) {
            Duration ago = Duration.between(group.latest().at(), now);
            return counted(group) + ", last " + Quantities.duration(ago.isNegative() ? Duration.ZERO : ago) + " ago: "
                    + event(group.latest());
        }
    }

    @Override
    public void collect(SectionOut out, Facts facts) {
        Groups found = facts.put(new Groups(errors.groups()));
        out.line(errors.count(Level.ERROR) + " errors and " + errors.count(Level.WARN) + " warnings were logged, "
                + errors.dropped() + " of them could not be recorded");
        out.line("");
        out.line("GROUPS, the largest first");
        found.groups().forEach(group -> out.line(group(group)));
        out.line("");
        out.line("EVENTS, the latest first");
        List<ErrorEvent> events = errors.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            ErrorEvent event = events.get(i);
            out.line(event.at() + " [" + event.thread() + "] " + event(event));
        }
    }

    private static String group(ErrorGroup group) {
        return counted(group) + ", last " + group.latest().at() + ": " + event(group.latest());
    }

    private static String counted(ErrorGroup group) {
        return group.count() + " times since " + group.first();
    }

    private static String event(ErrorEvent event) {
        return event.level() + " " + event.logger() + ": " + event.message()
                + event.thrown().map(ErrorsFile::thrown).orElse("");
    }

    private static String thrown(ErrorEvent.Thrown thrown) {
        return " (" + thrown.type() + (thrown.message().isEmpty() ? "" : ": " + thrown.message())
                + (thrown.frame().isEmpty() ? "" : " at " + thrown.frame()) + ")";
    }
}
