package dev.vitals.engine;

import dev.vitals.probe.Status;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Keeps the situation current whether or not it is read, on the listeners' threads. A change that may matter to a
 * verdict is taken up at once, everything else within a second; what is published meanwhile is taken up together. Where
 * checks run by themselves, a result that gets too old without a successor is such a change too; where they run on
 * demand, it only means that there was no demand. A first result that is fine waits, a second at most, for the first
 * results of the others; readers and what is bad never wait.
 */
final class Keeper implements Clockwork.Ticking {
    private static final long DELAY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NEVER_NANOS = Long.MAX_VALUE / 2;

    private final Situation situation;
    private final Members members;
    private final Workers workers;
    private final LongConsumer alarm;
    private final TimeSource time;
    private final boolean scheduled;
    private final Runnable update = this::update;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicInteger withoutResult;
    private final AtomicLong due;

    Keeper(
            Situation situation,
            Members members,
            Workers workers,
            LongConsumer alarm,
            TimeSource time,
            boolean scheduled) {
        this.situation = situation;
        this.members = members;
        this.workers = workers;
        this.alarm = alarm;
        this.time = time;
        this.scheduled = scheduled;
        this.withoutResult = new AtomicInteger(members.all().size());
        this.due = new AtomicLong(time.nanoTime() + NEVER_NANOS);
    }

    /** A check has a new state. Never blocks and never throws. */
    void changed(CheckState before, CheckState after) {
        boolean first = before.sample().isEmpty() && after.sample().isPresent();
        int others = first ? withoutResult.decrementAndGet() : 0;
        // At start-up one picture of all is enough: what is fine waits for the last one.
        boolean waits = scheduled && first && others > 0 && after.status() == Status.UP;
        changed(after.mayMatterAfter(before) && !waits);
    }

    /** Never blocks and never throws. */
    void changed(boolean mayMatter) {
        situation.outdate();
        if (mayMatter) {
            request();
        } else {
            callBy(time.nanoTime() + DELAY_NANOS);
        }
    }

    @Override
    public long tick(long now) {
        if (now - due.get() >= 0) {
            due.set(now + NEVER_NANOS);
            request();
        }
        return due.get();
    }

    private void callBy(long nanos) {
        long before = due.get();
        while (nanos - before < 0 && !due.compareAndSet(before, nanos)) {
            before = due.get();
        }
        if (nanos - before < 0) {
            alarm.accept(nanos);
        }
    }

    private void request() {
        if (requested.compareAndSet(false, true)) {
            try {
                workers.execute(update);
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
    private void untilTooOld(long begun) {
        long left = NEVER_NANOS;
        for (CheckRunner runner : members.all()) {
            long until = runner.trustedUntil().orElse(begun) - begun;
            left = until > 0 ? Math.min(left, until) : left;
        }
        if (left < NEVER_NANOS) {
            callBy(begun + left);
        }
    }
}
