package dev.vitals.jvm;

import dev.vitals.jvm.facts.CompilerState;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Checks the space for compiled code. When it is full the virtual machine stops compiling, and the application becomes slow for
 * good.
 *
 * <pre>{@code
 * .check("code-cache", CodeCacheProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code code-cache.full}</td><td>DEGRADED</td><td>the virtual machine has switched its compiler off</td></tr>
 * <tr><td>{@code code-cache.high}</td><td>DEGRADED</td><td>at least 90 % is in use</td></tr>
 * </table>
 *
 * <p>The percentages are the defaults of {@link CodeCacheLimits}.
 * The parts of a segmented code cache are taken together, since the virtual
 * machine uses another part when one is full. Free pieces may be too small to be of use; so once all of it has been used
 * at some time, the virtual machine is asked whether it still compiles.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CodeCacheProbe implements Probe {
    private static final long PID = ProcessHandle.current().pid();
    private static final double EVER_USED = 0.9;

    private final CodeCacheLimits limits;
    private final Function<ToLongFunction<MemoryUsage>, Fill> read;
    private final BooleanSupplier off;

    private CodeCacheProbe(
            CodeCacheLimits limits, Function<ToLongFunction<MemoryUsage>, Fill> read, BooleanSupplier off) {
        this.limits = limits;
        this.read = read;
        this.off = off;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static CodeCacheProbe create() {
        return reading(CodeCacheProbe::read, CompilerState::isOff);
    }

    /** Returns a probe of what need not be this process's. */
    static CodeCacheProbe reading(Function<ToLongFunction<MemoryUsage>, Fill> read, BooleanSupplier off) {
        return new CodeCacheProbe(CodeCacheLimits.DEFAULT, read, off);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link CodeCacheLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public CodeCacheProbe limits(UnaryOperator<CodeCacheLimits> change) {
        return new CodeCacheProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                read,
                off);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        Fill used = read.apply(MemoryUsage::getUsed);
        Result result = new FillVerdict(JvmCauses.CODE_CACHE_HIGH, "code-cache", limits.used()).judge(used);
        if (reached(read.apply(MemoryUsage::getCommitted)) && off.getAsBoolean()) {
            String line = "the virtual machine has switched its compiler off for lack of space: "
                    + Quantities.bytes(used.used()) + " of " + Quantities.bytes(used.max());
            return advise(result.as(Status.DEGRADED, JvmCauses.CODE_CACHE_FULL, line));
        }
        return result.status() == Status.UP ? result : advise(result);
    }

    private static boolean reached(Fill ever) {
        return ever.max() > 0 && ever.used() >= ever.max() * EVER_USED;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code code-cache}, and recovered after 6 good results.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("code-cache").recoverAfter(Hold.results(6));
    }

    private static Fill read(ToLongFunction<MemoryUsage> size) {
        return Fill.sum(
                Fill.pools(name -> name.startsWith("CodeHeap") || name.equals("CodeCache"), size), "the code cache");
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see what fills it, and whether the compiler still works")
                        .run(Command.shell("jcmd {} Compiler.codecache", PID)))
                .remedy(Remedy.words("raise -XX:ReservedCodeCacheSize"));
    }
}
