package dev.vitals.errors;

import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.meter.window.Window;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Checks how many errors the application logs, over the latest two minutes.
 *
 * <pre>{@code
 * .check("errors", ErrorRateProbe.of(errors, Threshold.rateAbove(0.1, 1)))   // 6 a minute, 60 a minute
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code errors.logged}</td><td>DEGRADED or DOWN</td><td>the limit is reached; with the groups of errors that
 *     there are most of, and the latest ones</td></tr>
 * </table>
 *
 * <p>Only errors count; warnings are shown. A limit is a matter of the application, so there is no default.
 *
 * @since 0.1.0
 */
public final class ErrorRateProbe implements Probe {
    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final int SHOWN = 10;

    private final RecentErrors errors;
    private final Threshold rate;
    private final LongSupplier nanoTime;
    private final Window window = new Window(WINDOW);
    private long errorsBefore;
    private long warningsBefore;
    private long sampledAt;

    ErrorRateProbe(RecentErrors errors, Threshold rate, LongSupplier nanoTime) {
        this.errors = errors;
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.errorsBefore = errors.count(Level.ERROR);
        this.warningsBefore = errors.count(Level.WARN);
        this.sampledAt = nanoTime.getAsLong();
    }

    /**
     * Returns a probe that counts from now on.
     *
     * @param errors where errors are recorded
     * @param rate how many a second are too many, such as {@code Threshold.rateAbove(0.1, 1)}
     * @return the probe
     * @throws IllegalArgumentException if {@code rate} is not one of things each second that is bad above
     */
    public static ErrorRateProbe of(RecentErrors errors, Threshold rate) {
        Objects.requireNonNull(errors, "errors");
        Threshold.require("rate", rate, Direction.ABOVE, Unit.PER_SECOND);
        return new ErrorRateProbe(errors, rate, System::nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes some microseconds, and less than ten milliseconds when there is something to show. Does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        Window.Sum sum = sample();
        double number = sum.seconds() <= 0 ? 0 : sum.of(0) / WINDOW.toSeconds();
        Observation observed = Observation.rate("errors.rate", number).against(rate);
        Status status = observed.judge();
        String line = Unit.COUNT.show(Math.rint(sum.of(0))) + " errors and " + Unit.COUNT.show(Math.rint(sum.of(1)))
                + " warnings within " + Unit.SECONDS.show(WINDOW.toSeconds()) + rate.suffix(status);
        Result result = status == Status.UP ? Result.up(line) : shown(Result.of(status, ErrorCauses.LOGGED, line));
        return result.observe(observed).observe(Observation.count("errors.dropped", errors.dropped()));
    }

    private Window.Sum sample() {
        long now = nanoTime.getAsLong();
        long failed = errors.count(Level.ERROR);
        long warned = errors.count(Level.WARN);
        if (now > sampledAt) {
            window.add(now, now - sampledAt, new double[] {failed - errorsBefore, warned - warningsBefore});
            errorsBefore = failed;
            warningsBefore = warned;
            sampledAt = now;
        }
        return window.sum(now);
    }

    private Result shown(Result result) {
        return result.evidence(new Evidence.Table(
                        "errors and warnings by origin: of late, errors, most first",
                        List.of("count", "level", "latest", "logger", "thrown", "at", "message"),
                        errors.groups().stream()
                                .sorted(tellingFirst(Instant.now().minus(WINDOW)))
                                .limit(SHOWN)
                                .map(ErrorRateProbe::row)
                                .toList()))
                .evidence(new Evidence.Text(
                        "latest errors, then warnings",
                        errors.events().stream()
                                .sorted(Comparator.comparing(ErrorEvent::level)
                                        .thenComparing(ErrorEvent::at)
                                        .reversed())
                                .limit(SHOWN)
                                .map(ErrorRateProbe::line)
                                .toList()));
    }

    /** Many warnings, and errors of long ago, must not hide what there is too much of now. */
    private static Comparator<ErrorGroup> tellingFirst(Instant since) {
        return Comparator.comparing((ErrorGroup group) -> group.latest().at().isAfter(since))
                .thenComparing(group -> group.latest().level())
                .thenComparingLong(ErrorGroup::count)
                .reversed();
    }

    private static List<String> row(ErrorGroup group) {
        ErrorEvent latest = group.latest();
        return List.of(
                Long.toString(group.count()),
                latest.level().name(),
                latest.at().toString(),
                latest.logger(),
                latest.thrown().map(ErrorEvent.Thrown::type).orElse("-"),
                latest.thrown().map(ErrorEvent.Thrown::frame).orElse("-"),
                latest.message());
    }

    private static String line(ErrorEvent event) {
        return event.at() + " " + event.level() + " " + event.logger() + ": " + event.message()
                + event.thrown()
                        .map(thrown -> " (" + thrown.type() + ": " + thrown.message() + " at " + thrown.frame() + ")")
                        .orElse("");
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL);
    }
}
