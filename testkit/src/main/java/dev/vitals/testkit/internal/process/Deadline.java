package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The moment by which a start must be done. A long wait is reported while it lasts. */
public record Deadline(Duration limit, long endNanos, Duration newsEvery, Consumer<String> listener) {

    private static final long POLL_MILLIS = 10;
    private static final Duration NEWS = Duration.ofSeconds(10);

    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos(), NEWS, step -> {});
    }

    /** The same moment; a long wait reports every ten seconds that it is still going on. */
    public Deadline reporting(Consumer<String> progress) {
        return reporting(NEWS, progress);
    }

    Deadline reporting(Duration every, Consumer<String> progress) {
        return new Deadline(limit, endNanos, every, progress);
    }

    public long remainingMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    /** Asks until the answer is yes, and returns whether that was in time. */
    public boolean await(BooleanSupplier done) {
        long news = System.nanoTime() + newsEvery.toNanos();
        while (!done.getAsBoolean()) {
            if (remainingMillis() == 0) {
                return false;
            }
            if (System.nanoTime() - news >= 0) {
                listener.accept("still waiting after " + elapsed() + ", " + Load.words());
                news += newsEvery.toNanos();
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

    /** The limit that was missed, and what may be the reason. */
    public String missed() {
        return limit + " " + Load.words();
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
