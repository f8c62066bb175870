package dev.vitals.meter;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * Holds what meters of the application show against a threshold.
 *
 * <pre>{@code
 * Meters requests = Meters.named(registry, "http.server.requests");
 *
 * // error rate above 5 % for 2 minutes
 * .check("errors", MeterProbe.errorRate(registry, Threshold.ratioAbove(0.05, 0.10)).lasting(Duration.ofMinutes(2)))
 * // 95 of 100 requests within 300 ms
 * .check("p95", MeterProbe.percentile(requests, 0.95, Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(1))))
 * // no more than 5 failed logins a second
 * .check("logins", MeterProbe.failedLogins(registry, Threshold.rateAbove(5, 50)))
 * }</pre>
 *
 * <p>Windows are ours: what is judged happened within the latest two minutes, or what {@link #over} says, whatever the
 * registry's step is. A window that has not passed yet is judged by the part that has. A meter that appears later counts
 * from 0, and one that was reset starts again at 0.
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code meter.errors}, {@code meter.rate}, {@code meter.slow}, {@code meter.value}, {@code meter.queue},
 *     {@code meter.logins}</td><td>DEGRADED or DOWN</td><td>the threshold is reached; with the meters that contribute
 *     most</td></tr>
 * <tr><td>{@code meter.breaker-open}</td><td>DOWN</td><td>a circuit breaker is open; half open it is DEGRADED</td></tr>
 * <tr><td>{@code meter.breaker-slow}</td><td>DOWN</td><td>one is open because calls were slow rather than failed</td></tr>
 * <tr><td>{@code meter.missing}</td><td>UNKNOWN</td><td>there is no such meter</td></tr>
 * <tr><td>{@code meter.kind}</td><td>UNKNOWN</td><td>the meter does not measure what is asked for</td></tr>
 * <tr><td>{@code meter.no-value}</td><td>UNKNOWN</td><td>there is no value yet, or it is not a number</td></tr>
 * <tr><td>{@code meter.unreadable}</td><td>UNKNOWN</td><td>the registry failed</td></tr>
 * </table>
 *
 * <p>No traffic is not the same as no errors: it is {@code UP} too, but says so, and has no ratio, percentile or mean. To
 * be told of missing traffic, set a {@link #rate} against a threshold that is bad below.
 *
 * <p>A run reads the selected meters, which takes about a microsecond each, and lists all meters of the registry, which
 * takes some milliseconds for a hundred thousand. It takes no lock and blocks only if a meter of the application does.
 *
 * <p>Immutable but for what it remembers of earlier runs; one probe is for one check.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional, and there where this class is used.
public final class MeterProbe implements Probe {
    /** Twice the one minute that Micrometer's registries publish at by default, so that a step is always within. */
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** One failure alone is then 2 %, below the usual limits of an error rate. */
    private static final long ENOUGH = 50;

    private final Function<Duration, Measure> kind;
    private final Measure measure;
    private final CheckPolicy policy;

    private MeterProbe(Function<Duration, Measure> kind, Duration window, CheckPolicy policy) {
        this.kind = kind;
        this.measure = kind.apply(window);
        this.policy = policy;
    }

    private static MeterProbe of(Function<Duration, Measure> kind) {
        return new MeterProbe(kind, WINDOW, CheckPolicy.DEFAULT.scope(Scope.LOCAL));
    }

    /**
     * Returns a probe of the share of HTTP requests that failed on our side: those of {@code http.server.requests} whose
     * {@code status} is 500 or above, as {@link #ratio(Meters, Meters, Threshold)} counts.
     *
     * @param registry where Spring, Micronaut or Quarkus count requests
     * @param share such as {@code Threshold.ratioAbove(0.05, 0.10)}
     * @return the probe
     * @throws IllegalArgumentException if {@code share} is not a share of at most 1 that is bad above
     */
    public static MeterProbe errorRate(MeterRegistry registry, Threshold share) {
        Meters requests = Meters.named(registry, "http.server.requests");
        return ratio(requests.matching("status", "5.."), requests, share);
    }

    /**
     * Returns a probe of the share that some events have among others, with at least 50 events.
     *
     * @param part what counts as bad: counters, timers or distribution summaries
     * @param whole what it is a part of
     * @param share such as {@code Threshold.ratioAbove(0.05, 0.10)}
     * @return the probe
     * @throws IllegalArgumentException if {@code share} is not a share of at most 1 that is bad above
     */
    public static MeterProbe ratio(Meters part, Meters whole, Threshold share) {
        return ratio(part, whole, share, ENOUGH);
    }

    /**
     * Returns a probe of the share that some events have among others.
     *
     * @param part what counts as bad: counters, timers or distribution summaries
     * @param whole what it is a part of
     * @param share such as {@code Threshold.ratioAbove(0.05, 0.10)}
     * @param enough how many events the window needs; at least 1. With fewer, the missing ones count as good: a single
     *     failure at night is no alarm, but many are
     * @return the probe
     * @throws IllegalArgumentException if {@code share} is not a share of at most 1 that is bad above, or {@code enough}
     *     is below 1
     */
    public static MeterProbe ratio(Meters part, Meters whole, Threshold share, long enough) {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(whole, "whole");
        Threshold.requireShare("share", share, Direction.ABOVE);
        if (enough < 1) {
            throw new IllegalArgumentException("'enough' must be at least 1 but was " + enough);
        }
        return of(window -> new RatioMeasure(part, whole, share, enough, window));
    }

    /**
     * Returns a probe of how often something happens.
     *
     * @param events counters, timers or distribution summaries
     * @param rate such as {@code Threshold.rateAbove(10, 100)}, or one that is bad below
     * @return the probe
     * @throws IllegalArgumentException if {@code rate} is not one of things each second
     */
    public static MeterProbe rate(Meters events, Threshold rate) {
        Objects.requireNonNull(events, "events");
        requireUnit("rate", rate, Unit.PER_SECOND);
        return of(window -> new RateMeasure(events, rate, MeterCauses.RATE, window));
    }

    /**
     * Returns a probe of how many logins fail: those that Spring Security counts in
     * {@code spring.security.authentications} with an error. Where logins are counted by another meter, use
     * {@link #rate}, such as with {@code Meters.named(registry, "http.server.requests").tag("status", "401")}.
     *
     * @param registry where logins are counted
     * @param rate such as {@code Threshold.rateAbove(5, 50)}
     * @return the probe
     * @throws IllegalArgumentException if {@code rate} is not one of things each second
     */
    public static MeterProbe failedLogins(MeterRegistry registry, Threshold rate) {
        Objects.requireNonNull(registry, "registry");
        requireUnit("rate", rate, Unit.PER_SECOND);
        Meters failed =
                Meters.named(registry, "spring.security.authentications").except("error", "none");
        return of(window -> new RateMeasure(failed, rate, MeterCauses.LOGINS, window));
    }

    /**
     * Returns a probe of a percentile of timers or distribution summaries, from their histogram's buckets. Without
     * buckets only the mean and the greatest value are known: the check is then judged where these two leave no doubt,
     * and is otherwise {@code UNKNOWN} and says what to switch on.
     *
     * <p>Buckets of a Prometheus registry are read over our window, those of other registries over the registry's own.
     *
     * @param measured timers, or distribution summaries; at most 1,000
     * @param percentile such as 0.95; above 0 and below 1
     * @param limit such as {@code Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(1))}; in seconds for timers
     * @return the probe
     * @throws IllegalArgumentException if {@code percentile} is out of range or {@code limit} is not bad above
     */
    public static MeterProbe percentile(Meters measured, double percentile, Threshold limit) {
        Objects.requireNonNull(measured, "measured");
        if (!(percentile > 0 && percentile < 1)) {
            throw new IllegalArgumentException("'percentile' must be above 0 and below 1 but was " + percentile);
        }
        Threshold.require(
                "limit",
                limit,
                Direction.ABOVE,
                Objects.requireNonNull(limit, "limit").unit());
        return of(window -> new PercentileMeasure(measured, percentile, limit, window));
    }

    /**
     * Returns a probe of the mean of timers or distribution summaries.
     *
     * @param measured timers or distribution summaries
     * @param limit in seconds for timers
     * @return the probe
     */
    public static MeterProbe mean(Meters measured, Threshold limit) {
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(limit, "limit");
        return of(window -> new MeanMeasure(measured, limit, window));
    }

    /**
     * Returns a probe of the greatest value that timers or distribution summaries have seen, over a time that the
     * registry chooses: two minutes by default.
     *
     * @param measured timers or distribution summaries
     * @param limit in seconds for timers
     * @return the probe
     */
    public static MeterProbe max(Meters measured, Threshold limit) {
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(limit, "limit");
        return of(window -> new ValueMeasure(measured, limit, MeterCauses.SLOW, Values::greatest));
    }

    /**
     * Returns a probe of gauges as they are now. Of several, the worst counts.
     *
     * @param gauges gauges, time gauges, or long task timers, of which the number of active tasks counts
     * @param limit what they are held against; a time gauge is in seconds
     * @return the probe
     */
    public static MeterProbe value(Meters gauges, Threshold limit) {
        Objects.requireNonNull(gauges, "gauges");
        Objects.requireNonNull(limit, "limit");
        return of(window -> new ValueMeasure(gauges, limit, MeterCauses.VALUE, Values::now));
    }

    /**
     * Returns a probe of the tasks that wait in an executor's queue, from Micrometer's {@code executor.queued}.
     *
     * @param registry where the executor is counted
     * @param executor the name it was given there; not blank
     * @param tasks such as {@code Threshold.countAbove(1_000, 10_000)}
     * @return the probe
     * @throws IllegalArgumentException if {@code executor} is blank or {@code tasks} is no number of things
     */
    public static MeterProbe queue(MeterRegistry registry, String executor, Threshold tasks) {
        Objects.requireNonNull(registry, "registry");
        if (Objects.requireNonNull(executor, "executor").isBlank()) {
            throw new IllegalArgumentException("'executor' must not be blank");
        }
        requireUnit("tasks", tasks, Unit.COUNT);
        Meters queued = Meters.named(registry, "executor.queued").tag("name", executor);
        return of(window -> new ValueMeasure(queued, tasks, MeterCauses.QUEUE, Values::now));
    }

    /**
     * Returns a probe of all circuit breakers that Resilience4j shows in a registry, by its
     * {@code resilience4j.circuitbreaker.state}. One that is open is {@code DOWN}, by
     * {@code meter.breaker-slow} where more calls were slow than failed; one that is half open {@code DEGRADED}; disabled ones are named but not judged.
     *
     * @param registry where the breakers are shown
     * @return the probe
     */
    public static MeterProbe breakers(MeterRegistry registry) {
        Meters states = Meters.named(registry, "resilience4j.circuitbreaker.state");
        return of(window -> new BreakerMeasure(states));
    }

    /**
     * Returns a probe of one circuit breaker of Resilience4j, as {@link #breakers}.
     *
     * @param registry where the breaker is shown
     * @param name the breaker's name; not blank
     * @return the probe
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static MeterProbe breaker(MeterRegistry registry, String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        Meters states =
                Meters.named(registry, "resilience4j.circuitbreaker.state").tag("name", name);
        return of(window -> new BreakerMeasure(states));
    }

    /**
     * Returns a probe of the same that looks back for another time. What is read as it is now, such as a gauge, does not
     * change by it.
     *
     * @param window one second to one day; two minutes by default. A registry that counts in steps should have at least
     *     one whole step in it
     * @return a probe that has seen nothing yet
     * @throws IllegalArgumentException if {@code window} is out of range
     */
    public MeterProbe over(Duration window) {
        return new MeterProbe(kind, requireRange("window", window), policy);
    }

    /**
     * Returns this probe for a condition that counts only when it has lasted, such as "above 5 % for 2 minutes": sets
     * both the window and {@link CheckPolicy#failAfter} of its check.
     *
     * @param time one second to one day
     * @return a probe that has seen nothing yet, whose check fails after the time and looks back for a quarter of it, but
     *     at least 30 seconds and at most two minutes
     * @throws IllegalArgumentException if {@code time} is out of range
     */
    public MeterProbe lasting(Duration time) {
        Hold hold = Hold.lasting(requireRange("time", time));
        Duration quarter = time.dividedBy(4);
        Duration window = quarter.compareTo(SHORT) < 0 ? SHORT : quarter.compareTo(WINDOW) > 0 ? WINDOW : quarter;
        return new MeterProbe(kind, window, policy.failAfter(hold));
    }

    private static Duration requireRange(String name, Duration time) {
        if (Objects.requireNonNull(time, name).compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + name + "' must be one second to one day but was " + time);
        }
        return time;
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            return measure.take();
        } catch (Unreadable unreadable) {
            return unreadable.result();
        } catch (RuntimeException | LinkageError e) {
            return Result.unknown(
                    MeterCauses.UNREADABLE,
                    "the registry could not be read: " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}; with {@link #lasting}, what it says as {@link CheckPolicy#failAfter}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return policy;
    }

    private static void requireUnit(String name, Threshold given, Unit unit) {
        Threshold.require(name, given, Objects.requireNonNull(given, name).direction(), unit);
    }
}
