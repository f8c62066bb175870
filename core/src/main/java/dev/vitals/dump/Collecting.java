package dev.vitals.dump;

import dev.vitals.dump.DumpSection.State;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Has the parts of one bundle collected one after the other. One that hangs or fails leaves the others whole. */
final class Collecting {
    private final Crew crew;
    private final BundleRedaction redaction;
    private final long endNanos;
    private final Facts facts;
    private final List<Section> sections = new ArrayList<>();
    private long room;

    Collecting(Crew crew, BundleRedaction redaction, Facts facts, Duration deadline, long room) {
        this.crew = crew;
        this.redaction = redaction;
        this.facts = facts;
        this.endNanos = System.nanoTime() + deadline.toNanos();
        this.room = room;
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** Receives the part that comes next, and how many are done. */
    @FunctionalInterface
    interface Progress {
        void next(String part, int done);
    }

    /** Collects every part, and says which one is next. */
    void collect(List<Collector> collectors, Progress progress) {
        for (Collector collector : collectors) {
            progress.next(redaction.line(collector.file()), sections.size());
            Section section = collect(collector);
            room -= section.content().length;
            sections.add(section);
        }
    }

    private Section collect(Collector collector) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            return notBegun(collector, State.TIMED_OUT, "the dump's deadline was over");
        }
        if (room <= 0) {
            return notBegun(collector, State.CUT, "the dump's limit of size was reached");
        }
        Duration patience = min(collector.timeout(), Duration.ofNanos(left));
        SectionOut out = new SectionOut(redaction, (int) Math.min(collector.cap(), room));
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long started = System.nanoTime();
        Crew.Outcome outcome = crew.run(collector.file(), () -> failure.set(run(collector, out)), patience);
        return section(collector, out, Duration.ofNanos(System.nanoTime() - started), outcome.why(), failure.get());
    }

    private @Nullable Throwable run(Collector collector, SectionOut out) {
        try {
            collector.collect(out, facts);
            return null;
        } catch (Throwable failed) {
            return failed;
        }
    }

    private Section section(
            Collector collector, SectionOut out, Duration took, Optional<String> late, @Nullable Throwable failed) {
        byte[] content = out.close();
        if (late.isPresent()) {
            return of(collector, State.TIMED_OUT, content, took, late.get());
        }
        if (failed instanceof Collector.SkipException nothing) {
            return of(collector, State.SKIPPED, content, took, String.valueOf(nothing.getMessage()));
        }
        if (out.isCut()) {
            return of(collector, State.CUT, content, took, "above the limit of " + out.cap() + " bytes");
        }
        if (failed != null) {
            return of(collector, State.FAILED, content, took, Clean.failure(failed));
        }
        return new Section(redaction.line(collector.file()), State.COMPLETE, content, took, Optional.empty());
    }

    /** There may be something to collect: a bundle without it is not whole. */
    private Section notBegun(Collector collector, State state, String why) {
        return of(collector, state, new byte[0], Duration.ZERO, why);
    }

    private Section of(Collector collector, State state, byte[] content, Duration took, String why) {
        return new Section(redaction.line(collector.file()), state, content, took, Optional.of(redaction.line(why)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
