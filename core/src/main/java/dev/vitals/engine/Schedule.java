package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Runs every check at its interval, spread by up to a tenth so that checks and instances do not march in step. */
final class Schedule {
    private static final double JITTER = 0.1;
    private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();

    private final TimeSource.Scheduler scheduler;
    private final RandomGenerator random;

    Schedule(TimeSource.Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    void start(List<CheckRunner> runners) {
        for (CheckRunner runner : runners) {
            refresh(runner);
            scheduleNext(runner);
        }
    }

    private void scheduleNext(CheckRunner runner) {
        scheduler.schedule(jittered(runner.check().policy().interval()), () -> tick(runner));
    }

    private void tick(CheckRunner runner) {
        try {
            refresh(runner);
        } finally {
            comeBack(runner);
        }
    }

    private static void refresh(CheckRunner runner) {
        if (runner.applies()) {
            runner.refresh();
        }
    }

    /** A check that is not put back on the schedule would never run by itself again, so a full heap is waited out. */
    private void comeBack(CheckRunner runner) {
        do {
            try {
                scheduleNext(runner);
                return;
            } catch (OutOfMemoryError noMemory) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        } while (!Thread.currentThread().isInterrupted());
    }

    private Duration jittered(Duration interval) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }
}
