package dev.vitals.jvm;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.function.Supplier;
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
 * <tr><td>{@code code-cache.high}</td><td>DEGRADED</td><td>at least 90 % is in use</td></tr>
 * </table>
 *
 * <p>The percentages are the defaults of {@link CodeCacheLimits}.
 * The parts of a segmented code cache are taken together, since the virtual
 * machine uses another part when one is full.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CodeCacheProbe implements Probe {
    private static final long PID = ProcessHandle.current().pid();

    private final CodeCacheLimits limits;
    private final Supplier<Fill> source;

    private CodeCacheProbe(CodeCacheLimits limits, Supplier<Fill> source) {
        this.limits = limits;
        this.source = source;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static CodeCacheProbe create() {
        return reading(CodeCacheProbe::read);
    }

    /** Returns a probe of what need not be this process's. */
    static CodeCacheProbe reading(Supplier<Fill> source) {
        return new CodeCacheProbe(CodeCacheLimits.DEFAULT, source);
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
                source);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        Result result = new FillVerdict(JvmCauses.CODE_CACHE_HIGH, "code-cache", limits.used()).judge(source.get());
        return result.status() == Status.UP ? result : advise(result);
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

    private static Fill read() {
        return Fill.sum(
                Fill.pools(name -> name.startsWith("CodeHeap") || name.equals("CodeCache"), MemoryUsage::getUsed),
                "the code cache");
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see what fills it, and whether the compiler still works")
                        .run(Command.shell("jcmd {} Compiler.codecache", PID)))
                .remedy(Remedy.words("raise -XX:ReservedCodeCacheSize"));
    }
}
