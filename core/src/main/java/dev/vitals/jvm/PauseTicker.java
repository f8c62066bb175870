package dev.vitals.jvm;

import dev.vitals.jvm.facts.Stoppages;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that wants to wake ten times a second and notes how late it does. Between two ticks nothing is allocated, so
 * that it goes on when the heap is full.
 */
final class PauseTicker implements Runnable {
    private static final long TICK = Duration.ofMillis(100).toNanos();
    private static final long NOTABLE = Duration.ofMillis(50).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final Stoppages stoppages = Stoppages.ofThisMachine();
    private @Nullable Thread thread;
    private boolean closed;
    private long ticked;
    private long collected;
    private int count;
    private long total;
    private long longest;
    private long collecting;

    /**
     * The pauses within a time.
     *
     * @param count how many there were
     * @param total all of them together, in nanoseconds
     * @param longest the longest one, in nanoseconds
     * @param collecting for how much of the longest one garbage collection had stopped the application
     */
    record Pauses(int count, long total, long longest, long collecting) {
        boolean collection() {
            return collecting >= longest / 2;
        }
    }

    /** Starts the thread unless it runs. Returns whether it ran already, so that there is something to take. */
    synchronized boolean start() {
        Thread current = thread;
        boolean runs = current != null && current.isAlive();
        if (!runs && !closed) {
            Thread ticker = new Thread(null, this, "vitals-ticker", 128 * 1024);
            ticker.setDaemon(true);
            ticked = System.nanoTime();
            collected = stoppages.millis();
            ticker.start();
            thread = ticker;
        }
        return runs;
    }

    /** Returns the pauses since the last call; the one that goes on among them. */
    synchronized Pauses take() {
        long overdue = System.nanoTime() - ticked - TICK;
        if (overdue > longest && overdue >= NOTABLE) {
            longest = overdue;
            collecting = Math.min(overdue, (stoppages.millis() - collected) * MILLI);
        }
        Pauses taken = new Pauses(count, total, longest, collecting);
        count = 0;
        total = 0;
        longest = 0;
        collecting = 0;
        return taken;
    }

    synchronized void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            LockSupport.parkNanos(this, TICK);
            goesOn = tick(Thread.interrupted()); // or the next rest would be none
        }
    }

    private synchronized boolean tick(boolean interrupted) {
        long now = System.nanoTime();
        long soFar = stoppages.millis();
        long late = now - ticked - TICK;
        if (late >= NOTABLE && !interrupted) {
            count++;
            total += late;
            if (late > longest) {
                longest = late;
                collecting = Math.min(late, (soFar - collected) * MILLI);
            }
        }
        ticked = now;
        collected = soFar;
        return !closed;
    }
}
