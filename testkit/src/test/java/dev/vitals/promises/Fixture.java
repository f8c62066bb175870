package dev.vitals.promises;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.report.CheckReport;
import dev.vitals.report.ReportSource;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What the promise tests share. */
final class Fixture {
    /** Long enough never to matter on a slow machine. */
    static final Duration PLENTY = Duration.ofSeconds(60);

    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final Duration MAX_AGE = Duration.ofSeconds(25);

    private Fixture() {}

    /** Waits for what must come, also on a slow machine. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(PLENTY);
    }

    /** An aggregator that says at once what it finds, also at start-up. */
    static VitalsBuilder builder() {
        return Vitals.builder("test").startUpGrace(Duration.ZERO);
    }

    /** An aggregator whose checks run when a report needs them, by a clock that stands still. */
    static VitalsBuilder onDemand(ManualClock clock) {
        return builder().time(clock).schedule(false).deadline(PLENTY);
    }

    /** A policy under which every report after a {@link #step} of the clock brings a new run. */
    static CheckPolicy eager(CheckPolicy policy) {
        return policy.maxAge(policy.timeout());
    }

    /** Moves the clock so far that an {@link #eager} check must run again, but not under a run that still diagnoses. */
    static void step(ManualClock clock, Vitals vitals) {
        await().until(() -> vitals.report().checks().stream()
                .allMatch(check -> check.timing().running().isEmpty()));
        clock.advance(TIMEOUT);
    }

    static CheckReport look(ReportSource vitals, String check) {
        return vitals.check(check).orElseThrow();
    }

    static List<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("vitals-"))
                .toList();
    }

    static Set<String> names(List<Thread> threads) {
        return threads.stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
