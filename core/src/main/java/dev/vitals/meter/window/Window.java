package dev.vitals.meter.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What some counters grew by lately: pieces of growth, each with the time it covers, of which those older than the window
 * are forgotten. Not thread-safe.
 */
public final class Window {
    /** Pieces shorter than this part of the window are joined, so that their number is bounded. */
    private static final int PIECES = 200;

    private final long nanos;
    private final Deque<Piece> pieces = new ArrayDeque<>();

    /** Remembers growth for as long as given. */
    public Window(Duration length) {
        nanos = length.toNanos();
    }

    /**
     * Adds what the counters grew by in a time that has just ended.
     *
     * @param now a monotonic time in nanoseconds
     * @param covered for how long the growth is known, in nanoseconds; positive
     * @param growth by counter; always the same number of counters
     */
    public void add(long now, long covered, double[] growth) {
        Piece last = pieces.peekLast();
        if (last != null && last.covered + covered <= nanos / PIECES) {
            pieces.removeLast();
            pieces.addLast(new Piece(now, last.covered + covered, sum(last.growth, growth)));
        } else {
            pieces.addLast(new Piece(now, covered, growth.clone()));
        }
    }

    /**
     * Returns what is known of the time that ends now. What began before the window counts with the part that lies in it,
     * as if it had grown evenly.
     *
     * @param now a monotonic time in nanoseconds
     * @return the sum; of no time at all when nothing is known
     */
    public Sum sum(long now) {
        while (!pieces.isEmpty() && now - pieces.peekFirst().end >= nanos) {
            pieces.removeFirst();
        }
        double covered = 0;
        double[] total = {};
        for (Piece piece : pieces) {
            double part = Math.min(1, (nanos - (now - piece.end)) / (double) piece.covered);
            covered += piece.covered * part;
            total = sum(total, scaled(piece.growth, part));
        }
        return new Sum(covered / 1e9, total);
    }

    private static double[] scaled(double[] growth, double part) {
        double[] scaled = growth.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= part;
        }
        return scaled;
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = (one.length >= other.length ? one : other).clone();
        double[] shorter = one.length >= other.length ? other : one;
        for (int i = 0; i < shorter.length; i++) {
            sum[i] += shorter[i];
        }
        return sum;
    }

    /**
     * What is known of a time.
     *
     * @param seconds how much of it is known
     * @param growth by counter; empty when nothing is known
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Sum(double seconds, double[] growth) {
        /** Returns what one counter grew by; 0 when nothing is known. */
        public double of(int counter) {
            return counter < growth.length ? growth[counter] : 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Piece(long end, long covered, double[] growth) {}
}
