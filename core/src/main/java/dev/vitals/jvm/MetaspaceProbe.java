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
 * Checks the memory that classes take: the metaspace, if {@code -XX:MaxMetaspaceSize} limits it, and its part for compressed
 * class pointers, which is limited to 1 GiB by default.
 *
 * <pre>{@code
 * .check("metaspace", MetaspaceProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code metaspace.high}</td><td>DOWN</td><td>at least 97 % is in use: the next class may end in an {@code OutOfMemoryError}</td></tr>
 * <tr><td>{@code metaspace.high}</td><td>DEGRADED</td><td>at least 90 % is in use</td></tr>
 * </table>
 *
 * <p>The percentages are the defaults of {@link MetaspaceLimits}.
 * Of the two the fuller decides. Without any limit it is up. What counts is what
 * the virtual machine has set aside, since its pieces belong to one class loader each: with many small ones no class can
 * be loaded when three quarters are in use.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MetaspaceProbe implements Probe {
    private static final long PID = ProcessHandle.current().pid();

    /** Made beforehand: when it is needed no class can be loaded that would make it. */
    private static final Result NO_CLASS = advise(Result.down(
            JvmCauses.METASPACE_HIGH, "no class can be loaded any more: " + OutOfMemoryError.class.getSimpleName()));

    private final MetaspaceLimits limits;
    private final Supplier<Fill> source;

    private MetaspaceProbe(MetaspaceLimits limits, Supplier<Fill> source) {
        this.limits = limits;
        this.source = source;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static MetaspaceProbe create() {
        return reading(MetaspaceProbe::read);
    }

    /** Returns a probe of what need not be this process's. */
    static MetaspaceProbe reading(Supplier<Fill> source) {
        return new MetaspaceProbe(MetaspaceLimits.DEFAULT, source);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link MetaspaceLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public MetaspaceProbe limits(UnaryOperator<MetaspaceLimits> change) {
        return new MetaspaceProbe(
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
        try {
            Result result = new FillVerdict(JvmCauses.METASPACE_HIGH, "metaspace", limits.used()).judge(source.get());
            return result.status() == Status.UP ? result : advise(result);
        } catch (OutOfMemoryError full) {
            return NO_CLASS;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code metaspace}, and recovered after 6 good results.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("metaspace").recoverAfter(Hold.results(6));
    }

    private static Fill read() {
        return Fill.fullest(
                Fill.pools(
                        name -> name.equals("Metaspace") || name.equals("Compressed Class Space"),
                        MemoryUsage::getCommitted),
                "metaspace");
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see which class loaders hold the classes; many of one kind are a leak")
                        .run(Command.shell("jcmd {} VM.classloader_stats", PID)))
                .remedy(Remedy.words(
                        "raise -XX:MaxMetaspaceSize or -XX:CompressedClassSpaceSize if the classes are" + " needed"));
    }
}
