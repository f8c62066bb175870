package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Triage;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runners by a time that a test moves, ticked as an engine would. */
final class TestRunners {
    static final Timetable.Pacing ON_DEMAND = new Timetable.Pacing(false, new AtomicLong(), new Random(7));
    static final Timetable.Pacing SCHEDULED = new Timetable.Pacing(true, new AtomicLong(), new Random(7));

    private TestRunners() {}

    static CheckRunner onDemand(Check check, TimeSource time, Workers workers, CheckRunner.Publisher publisher) {
        return runner(check, time, workers, text -> text, publisher, ON_DEMAND);
    }

    static CheckRunner runner(
            Check check,
            TimeSource time,
            Workers workers,
            Redactor redactor,
            CheckRunner.Publisher publisher,
            Timetable.Pacing pacing) {
        Clockwork clockwork = new Clockwork(time);
        TimeSource.Loop loop = time.openLoop("unused", clockwork);
        var shared = new CheckRunner.Surroundings(time, workers, loop::callBy, redactor, publisher, pacing);
        CheckRunner runner = new CheckRunner(check, shared);
        clockwork.drive(List.of(runner));
        return runner;
    }

    /** Settings of an engine without checks. */
    static EngineSettings settings(Triage triage, TimeSource time) {
        return new EngineSettings(
                "test",
                List.of(),
                List.of(),
                false,
                Duration.ofMillis(1),
                Duration.ZERO,
                Expertise.of(Catalogue.of(List.of()), triage),
                text -> text,
                List.of(),
                List.of(),
                time,
                Set.of(),
                Optional::empty,
                Optional.empty());
    }

    static Situation situation(Triage triage, TimeSource time, Consumer<ReportChange> announce) {
        return new Situation(settings(triage, time), List::of, announce);
    }
}
