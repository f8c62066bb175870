package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Counts;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.ResultCauses;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is known about a check, as one immutable value that a reader picks up whole. */
record CheckState(
        Result result,
        Optional<Sample> sample,
        Hysteresis hysteresis,
        Standing standing,
        Flaps flaps,
        Counts counts,
        History history,
        Diagnosis diagnosis,
        Optional<Finding> finding,
        Optional<Note> note) {
    private static final Result PENDING = Result.unknown(ResultCauses.PENDING, "no result yet");
    private static final Duration NOTE_LIFETIME = Duration.ofMinutes(10);

    /** The same moment on both clocks: the wall's for display, the monotonic one for durations. */
    record Moment(Instant wall, long nanos) {
        static Moment now(TimeSource time) {
            return new Moment(time.now(), time.nanoTime());
        }
    }

    /** When the latest result was made, how long its run took, and since when results have named its cause. */
    record Sample(Moment made, Duration took, Moment causeSince) {}

    /** The status that counts, since when, and when the run that brought it had begun. */
    record Standing(Status status, Moment since, long begunNanos) {}

    /** Something a reader should know for a while. */
    record Note(String text, long nanos) {}

    /** What was gathered since the check left UP, and whether that is still to be done. */
    record Diagnosis(boolean due, List<Evidence> evidence) {
        static final Diagnosis NONE = new Diagnosis(false, List.of());
    }

    /** The latest result that was as bad as the status. */
    record Finding(Result result, Moment made) {
        /** What it said, for a time in which a hold keeps its status: what a single run has seen is not lost with it. */
        List<Evidence> evidence() {
            String title = "before it was better, at " + made.wall().truncatedTo(ChronoUnit.SECONDS);
            Evidence words = new Evidence.Text(title, List.of(result.cause() + ": " + result.summary()));
            return Stream.concat(Stream.of(words), result.evidence().stream()).toList();
        }
    }

    /** Before the first run. Where checks run by themselves, a failure that is to be confirmed can be. */
    static CheckState initial(Check check, Moment built, boolean scheduled) {
        CheckPolicy policy = check.policy();
        Hysteresis hysteresis = scheduled && policy.confirmAfter().isPresent()
                ? Hysteresis.confirming(policy.recoverAfter())
                : Hysteresis.start(policy.failAfter(), policy.recoverAfter());
        return new CheckState(
                PENDING,
                Optional.empty(),
                hysteresis,
                new Standing(Status.UNKNOWN, built, built.nanos()),
                Flaps.NONE,
                Counts.NONE,
                History.EMPTY,
                Diagnosis.NONE,
                Optional.empty(),
                Optional.empty());
    }

    Status status() {
        return standing.status();
    }

    Moment since() {
        return standing.since();
    }

    /** Whether the latest result is a failure that has not been looked at again yet. */
    boolean isUnconfirmed() {
        return hysteresis.isUnconfirmed();
    }

    /** Whether the grace of start-up keeps the status better than it is. */
    boolean isSpared() {
        return hysteresis.status() != status();
    }

    /** Whether this result says that all is well, and was made before an outage of another check began. */
    boolean isOvertakenBy(CheckState other) {
        return status() == Status.UP
                && other.status() == Status.DOWN
                && sample.isPresent()
                && sample.get().made().nanos() - other.standing.begunNanos() < 0;
    }

    /** How a result counts: as a run, as one that did not return in time, or as the same one still not returning. */
    enum Kind {
        RUN,
        TIMEOUT,
        STILL
    }

    CheckState next(Result latest, Moment made, Duration took, Kind kind, boolean grace) {
        Hysteresis after = hysteresis.next(latest.status(), made.nanos());
        Status said = grace && after.status().compareTo(Status.UNKNOWN) > 0 ? Status.UNKNOWN : after.status();
        boolean changed = said != status();
        boolean transition = changed && hasStood();
        return new CheckState(
                latest,
                Optional.of(new Sample(made, took, causeSince(latest, made))),
                after,
                changed ? new Standing(said, made, made.nanos() - took.toNanos()) : standing,
                transition ? flaps.changedAt(made.nanos()) : flaps,
                counted(latest, kind, transition),
                history.plus(HistoryEntry.of(made.wall(), latest.status(), took)
                        .observing(latest.observations(), history.entries())),
                diagnosisAfter(said),
                findingAfter(said, latest, made),
                noteAt(made));
    }

    private Optional<Note> noteAt(Moment now) {
        boolean old = note.isPresent() && now.nanos() - note.get().nanos() >= NOTE_LIFETIME.toNanos();
        return old ? Optional.empty() : note;
    }

    private Moment causeSince(Result latest, Moment made) {
        boolean same = sample.isPresent() && latest.cause().equals(result.cause());
        return same ? sample.get().causeSince() : made;
    }

    /** Whether a status has been taken on: what start-up held back has not. */
    private boolean hasStood() {
        boolean heldBack = status() == Status.UNKNOWN && result.status().compareTo(Status.UNKNOWN) > 0;
        return sample.isPresent() && !heldBack;
    }

    private Counts counted(Result latest, Kind kind, boolean transition) {
        boolean failed = latest.status() == Status.DOWN || latest.status() == Status.UNKNOWN;
        Counts run = kind == Kind.STILL ? counts : counts.run(failed, kind == Kind.TIMEOUT);
        return transition ? run.transition() : run;
    }

    /** Due once for each time the check leaves UP, or is found worse at first; a timeout leaves it to a later run. */
    private Diagnosis diagnosisAfter(Status after) {
        if (after == Status.UP) {
            return Diagnosis.NONE;
        }
        boolean left = sample.isEmpty() || status() == Status.UP;
        return left ? new Diagnosis(true, diagnosis.evidence()) : diagnosis;
    }

    private Optional<Finding> findingAfter(Status said, Result latest, Moment made) {
        if (said == Status.UP) {
            return Optional.empty();
        }
        return latest.status().compareTo(said) >= 0 ? Optional.of(new Finding(latest, made)) : finding;
    }

    /** What was gathered when the check left UP, below what it said before it got better. */
    List<Evidence> evidence() {
        boolean better = result.status().compareTo(status()) < 0;
        List<Evidence> gathered =
                new ArrayList<>(better ? finding.map(Finding::evidence).orElse(List.of()) : List.of());
        gathered.addAll(diagnosis.evidence());
        return gathered;
    }

    boolean needsDiagnosis() {
        return diagnosis.due() && result.status() != Status.UP;
    }

    CheckState diagnosed(List<Evidence> evidence) {
        return new CheckState(
                result,
                sample,
                hysteresis,
                standing,
                flaps,
                counts,
                history,
                new Diagnosis(false, evidence),
                finding,
                note);
    }

    CheckState noted(String text, long nanos) {
        return new CheckState(
                result,
                sample,
                hysteresis,
                standing,
                flaps,
                counts,
                history,
                diagnosis,
                finding,
                Optional.of(new Note(text, nanos)));
    }

    /** Whether a verdict may be another one than it was: by the numbers of a result alone it is not. */
    boolean mayMatterAfter(CheckState before) {
        return before.status() != status()
                || before.sample().isEmpty()
                || !before.result().cause().equals(result.cause())
                || !before.result().subjects().equals(result.subjects());
    }
}
