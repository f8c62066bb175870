package dev.vitals.internal;

import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that is known about a check, as one immutable value that a reader picks up whole. */
record CheckState(
        Result result,
        Optional<Sample> sample,
        Hysteresis hysteresis,
        Moment since,
        Flaps flaps,
        List<Evidence> diagnosis,
        Optional<Note> note) {
    private static final Result PENDING = Result.unknown("result.pending", "no result yet");
    private static final Duration NOTE_LIFETIME = Duration.ofMinutes(10);

    /** The same moment on both clocks: the wall's for display, the monotonic one for durations. */
    record Moment(Instant wall, long nanos) {}

    /** When the latest result was made, and how long its run took. */
    record Sample(Moment made, Duration took) {}

    /** Something a reader should know for a while. */
    record Note(String text, long nanos) {}

    static CheckState initial(Check check, Moment built) {
        Hysteresis hysteresis =
                Hysteresis.start(check.policy().failAfter(), check.policy().recoverAfter());
        return new CheckState(PENDING, Optional.empty(), hysteresis, built, Flaps.NONE, List.of(), Optional.empty());
    }

    Status status() {
        return hysteresis.status();
    }

    CheckState next(Result latest, Moment made, Duration took) {
        Hysteresis after = hysteresis.next(latest.status(), made.nanos());
        boolean changed = after.status() != status();
        return new CheckState(
                latest,
                Optional.of(new Sample(made, took)),
                after,
                changed ? made : since,
                changed && sample.isPresent() ? flaps.changedAt(made.nanos()) : flaps,
                after.status() == Status.UP ? List.of() : diagnosis,
                note.filter(kept -> made.nanos() - kept.nanos() < NOTE_LIFETIME.toNanos()));
    }

    CheckState diagnosed(List<Evidence> evidence) {
        return new CheckState(result, sample, hysteresis, since, flaps, evidence, note);
    }

    CheckState noted(String text, long nanos) {
        return new CheckState(result, sample, hysteresis, since, flaps, diagnosis, Optional.of(new Note(text, nanos)));
    }
}
