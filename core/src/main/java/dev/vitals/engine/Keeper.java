package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the situation current whether or not it is read, on the listeners' threads. A change that may matter to a
 * verdict is taken up at once, everything else within a second; what is published meanwhile is taken up together. Where
 * checks run by themselves, a result that gets too old without a successor is such a change too; where they run on
 * demand, it only means that there was no demand.
 */
final class Keeper {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Situation situation;
    private final Members members;
    private final Workers workers;
    private final TimeSource.Scheduler scheduler;
    private final TimeSource time;
    private final boolean scheduled;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean planned = new AtomicBoolean();
    private Runnable expiry = () -> {};

    Keeper(
            Situation situation,
            Members members,
            Workers workers,
            TimeSource.Scheduler scheduler,
            TimeSource time,
            boolean scheduled) {
        this.situation = situation;
        this.members = members;
        this.workers = workers;
        this.scheduler = scheduler;
        this.time = time;
        this.scheduled = scheduled;
    }

    /** Never blocks and never throws. */
    void changed(boolean mayMatter) {
        situation.outdate();
        if (mayMatter) {
            request();
        } else {
            plan();
        }
    }

    private void request() {
        if (requested.compareAndSet(false, true)) {
            try {
                workers.execute(this::update);
            } catch (Throwable noMemory) {
                requested.set(false);
            }
        }
    }

    private void update() {
        requested.set(false); // before: what is published from here on asks again
        long begun = time.nanoTime(); // before: a result may get too old while the others are judged
        try {
            situation.update(members);
            if (scheduled) {
                untilTooOld(begun);
            }
        } catch (Throwable noMemory) {
            // The next publication asks again, and the thread lives.
        }
    }

    /** Comes back when the first result gets too old, which no check publishes. One without a result never does. */
    private synchronized void untilTooOld(long begun) {
        expiry.run();
        OptionalLong left = members.all().stream()
                .flatMapToLong(runner -> runner.trustedUntil().stream())
                .map(until -> until - begun)
                .filter(nanos -> nanos > 0)
                .min();
        left.ifPresent(nanos -> expiry = scheduler.schedule(Duration.ofNanos(nanos), this::request));
    }

    private void plan() {
        if (planned.compareAndSet(false, true)) {
            try {
                scheduler.schedule(DELAY, () -> {
                    planned.set(false);
                    request();
                });
            } catch (Throwable noMemory) {
                planned.set(false);
            }
        }
    }
}
