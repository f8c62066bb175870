package dev.vitals.meter;

import dev.vitals.meter.window.Window;
import dev.vitals.probe.Result;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some meters have counted within a window of our own, whether their registry counts from its start on or in steps.
 *
 * <p>A meter that was not there at the previous sample counts from 0, one that went back was reset and counts from 0
 * again. The first {@value #TRACKED} meters are followed one by one, further ones as one, so that a tag with a million
 * values costs no memory. When one of these further ones is removed, what the others grew by meanwhile is not known.
 */
final class Growth {
    static final int TRACKED = 1_000;
    private static final int LEADERS = 8;

    private final Meters meters;
    private final Function<Meter, double[]> reading;
    private final Window window;
    private final List<Grown> leaders = new ArrayList<>();

    private @Nullable Map<Meter.Id, double[]> before;
    private double @Nullable [] restBefore;
    private long sampledAt;
    private long lastStep = Long.MIN_VALUE;

    /** Takes the first sample at once, if there is anything to sample yet. */
    Growth(Meters meters, Duration length, Function<Meter, double[]> reading) {
        this.meters = meters;
        this.reading = reading;
        this.window = new Window(length);
        try {
            begin();
        } catch (RuntimeException | LinkageError e) {
            before = null; // the first run will say so
        }
    }

    private void begin() {
        sampledAt = meters.source().config().clock().monotonicTime();
        try {
            sample();
        } catch (Unreadable missing) {
            // What appears from now on counts from 0.
            before = missing.result().cause().equals(MeterCauses.MISSING.code()) ? Map.of() : null;
        }
    }

    /**
     * Takes a sample.
     *
     * @return what is known of the window; of no time when this is the first sample
     * @throws Unreadable if there is nothing to sample
     */
    Window.Sum next() {
        return window.sum(sample());
    }

    /** Returns the meters that had grown most at the latest sample, by their first number, greatest first. */
    List<Grown> leaders() {
        return leaders.stream()
                .sorted(Comparator.comparingDouble(Grown::by).reversed())
                .toList();
    }

    private long sample() {
        MeterRegistry source = meters.source();
        List<Meter> found = meters.find(source);
        Duration step = meters.step(source).orElse(Duration.ZERO);
        long now = source.config().clock().monotonicTime();
        leaders.clear();
        if (step.isZero()) {
            fromTheStart(found, now);
        } else {
            inSteps(found, now, source.config().clock().wallTime() / step.toMillis(), step);
        }
        return now;
    }

    private void fromTheStart(List<Meter> found, long now) {
        Map<Meter.Id, double[]> old = before;
        if (old != null && now <= sampledAt) {
            return;
        }
        Map<Meter.Id, double[]> current = new HashMap<>();
        double[] grown = {};
        double[] rest = null;
        boolean crowded = restBefore != null;
        for (Meter meter : found) {
            double[] value = numbers(meter);
            boolean known = old != null && old.containsKey(meter.getId());
            if (known || (!crowded && current.size() < TRACKED)) {
                current.put(meter.getId(), value);
                grown = plus(grown, lead(meter, growth(old == null ? value : old.get(meter.getId()), value)));
            } else {
                rest = plus(rest == null ? new double[] {} : rest, value);
            }
        }
        if (rest != null) {
            grown = plus(
                    grown,
                    old == null || isLess(rest, restBefore) ? new double[rest.length] : growth(restBefore, rest));
        }
        if (old != null) {
            window.add(now, now - sampledAt, grown);
        }
        before = current;
        restBefore = rest == null ? restBefore : rest;
        sampledAt = now;
    }

    /** What shows in a step's time is what happened in the step before, so each step counts once. */
    private void inSteps(List<Meter> found, long now, long step, Duration length) {
        if (step == lastStep) {
            return;
        }
        double[] grown = {};
        for (Meter meter : found) {
            grown = plus(grown, lead(meter, numbers(meter)));
        }
        // A registry that is not read at each step forgets what happened before, and shows 0.
        boolean forgotten = lastStep != Long.MIN_VALUE && step > lastStep + 1 && grown.length > 0 && grown[0] == 0;
        if (!forgotten) {
            window.add(now, length.toNanos(), grown);
        }
        lastStep = step;
    }

    /** A counter that the application computes may show anything, and one sample of it would spoil those behind it. */
    private double[] numbers(Meter meter) {
        double[] numbers = reading.apply(meter);
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new Unreadable(Result.unknown(
                        MeterCauses.NO_VALUE, Measure.shown(meter.getId()) + " shows " + number + " and no number"));
            }
        }
        return numbers;
    }

    private double[] lead(Meter meter, double[] growth) {
        if (growth.length > 0 && growth[0] > 0) {
            leaders.add(new Grown(meter.getId(), growth[0]));
            if (leaders.size() > LEADERS) {
                leaders.remove(leaders.stream()
                        .min(Comparator.comparingDouble(Grown::by))
                        .orElseThrow());
            }
        }
        return growth;
    }

    private static boolean isLess(double[] now, double @Nullable [] before) {
        return before != null && before.length == now.length && before.length > 0 && now[0] < before[0];
    }

    private static double[] growth(double @Nullable [] from, double[] to) {
        double[] growth = to.clone();
        for (int i = 0; from != null && i < growth.length; i++) {
            if (from.length != to.length || to[i] < from[i]) {
                return to.clone(); // it was reset
            }
            growth[i] = to[i] - from[i];
        }
        return growth;
    }

    private static double[] plus(double[] sum, double[] more) {
        if (sum.length == 0) {
            return more.clone();
        }
        for (int i = 0; i < Math.min(sum.length, more.length); i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    /**
     * A meter and what it has grown by.
     *
     * @param id the meter
     * @param by how many were counted since the sample before
     */
    record Grown(Meter.Id id, double by) {}
}
