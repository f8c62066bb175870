package dev.vitals.host;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the clock of the machine goes as time does. It jumps when somebody sets it, and when the machine was asleep
 * or moved to other hardware: then timeouts, tokens and caches expire at once, or not at all. Works on every system.
 *
 * <pre>{@code
 * .check("clock", ClockProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code clock.jumped}</td><td>DEGRADED</td><td>the clock went 2 s forward or back since the previous run, other
 *     than the monotonic time of the virtual machine did</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link ClockLimits}. That the clock has been wrong all along it cannot see.
 *
 * <p>Each instance is for one check: it keeps the time of the previous run.
 *
 * @since 0.1.0
 */
public final class ClockProbe implements Probe {
    private final LongSupplier millis;
    private final LongSupplier nanoTime;
    private final ClockLimits limits;
    private volatile @Nullable Reading previous;

    private record Reading(long millis, long nanoTime) {}

    private ClockProbe(LongSupplier millis, LongSupplier nanoTime, ClockLimits limits) {
        this.millis = millis;
        this.nanoTime = nanoTime;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static ClockProbe create() {
        return of(System::currentTimeMillis, System::nanoTime);
    }

    static ClockProbe of(LongSupplier millis, LongSupplier nanoTime) {
        return new ClockProbe(millis, nanoTime, ClockLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link ClockLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public ClockProbe limits(UnaryOperator<ClockLimits> change) {
        return new ClockProbe(
                millis, nanoTime, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads two clocks and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        long before = nanoTime.getAsLong();
        Reading now = new Reading(millis.getAsLong(), nanoTime.getAsLong());
        Reading then = previous;
        previous = now;
        if (then == null) {
            return Result.up("the clock is compared from the second sample on");
        }
        // A pause between the two readings is no jump.
        long slack = now.nanoTime() - before;
        long ahead = (now.millis() - then.millis()) * 1_000_000 - (now.nanoTime() - then.nanoTime());
        return judge(Duration.ofNanos(ahead), Duration.ofNanos(Math.max(0, Math.abs(ahead) - slack)));
    }

    private Result judge(Duration ahead, Duration jump) {
        Status status = limits.jump().judge(jump);
        Observation seen = Observation.duration("clock.jump", jump).against(limits.jump());
        if (status == Status.UP) {
            return Result.up("the clock goes as time does").observe(seen);
        }
        String way = ahead.isNegative() ? " back" : " forward";
        return Result.of(
                        status,
                        MachineCauses.CLOCK_JUMPED,
                        "the clock went " + Quantities.duration(jump) + way + " since the previous sample"
                                + limits.jump().suffix(status))
                .observe(seen)
                .remedy(Remedy.words("see whether the clock is kept by a server, and how far off it is")
                        .run(Command.shell("timedatectl; chronyc tracking")))
                .remedy(Remedy.words("see whether the machine was asleep or moved: its hypervisor's log has the time"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code clock}, and recovered after 6 good results, so that a jump, which only
     * one run sees, is shown for a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("clock").recoverAfter(Hold.results(6));
    }
}
