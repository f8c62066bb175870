package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The moment by which a start must be done. */
public record Deadline(Duration limit, long endNanos) {

    private static final long POLL_MILLIS = 10;

    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    public long remainingMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    /** Asks until the answer is yes, and tells whether that was in time. */
    public boolean await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (remainingMillis() == 0) {
                return false;
            }
            pause();
        }
        return System.nanoTime() - endNanos < 0;
    }

    /** How much of the limit has been used, as a person would say it. */
    public String elapsed() {
        double seconds = (limit.toNanos() - (endNanos - System.nanoTime())) / 1e9;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for a server", e);
        }
    }
}
