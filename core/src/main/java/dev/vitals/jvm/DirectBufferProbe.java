package dev.vitals.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Checks the memory of direct byte buffers, which is outside the heap and limited by {@code -XX:MaxDirectMemorySize}, by default
 * to the size of the heap.
 *
 * <pre>{@code
 * .check("direct-buffers", DirectBufferProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code direct-buffers.high}</td><td>DOWN</td><td>at least 97 % is in use for half a minute</td></tr>
 * <tr><td>{@code direct-buffers.high}</td><td>DEGRADED</td><td>at least 90 % is in use for half a minute</td></tr>
 * </table>
 *
 * <p>The percentages are the defaults of {@link DirectBufferLimits}.
 * What is in use includes buffers that nobody needs any more and no collection
 * has found yet. Memory that Netty takes past the virtual machine is not seen here.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DirectBufferProbe implements Probe {
    private static final long PID = ProcessHandle.current().pid();

    private final DirectBufferLimits limits;
    private final Supplier<Fill> source;

    private DirectBufferProbe(DirectBufferLimits limits, Supplier<Fill> source) {
        this.limits = limits;
        this.source = source;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static DirectBufferProbe create() {
        return reading(DirectBufferProbe::read);
    }

    /** Returns a probe of what need not be this process's. */
    static DirectBufferProbe reading(Supplier<Fill> source) {
        return new DirectBufferProbe(DirectBufferLimits.DEFAULT, source);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link DirectBufferLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DirectBufferProbe limits(UnaryOperator<DirectBufferLimits> change) {
        return new DirectBufferProbe(
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
        Result result = new FillVerdict(JvmCauses.DIRECT_HIGH, "direct-buffers", limits.used()).judge(source.get());
        return result.status() == Status.UP ? result : advise(result);
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code direct-buffers}, failing after 3 bad results, since the virtual machine collects
     * buffers when it needs to, and recovered after 6 good ones.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT
                .scope(Scope.LOCAL)
                .resource("direct-buffers")
                .failAfter(Hold.results(3))
                .recoverAfter(Hold.results(6));
    }

    private static Fill read() {
        long used = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Fill("the memory for direct buffers", used, max());
    }

    /** Where the option is 0 or unknown, the virtual machine takes the size of the heap. */
    private static long max() {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            long given = bean == null
                    ? 0
                    : Long.parseLong(bean.getVMOption("MaxDirectMemorySize").getValue());
            return given > 0 ? given : Runtime.getRuntime().maxMemory();
        } catch (IllegalArgumentException noSuchOption) {
            return Runtime.getRuntime().maxMemory();
        }
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see whether buffers are kept; pauses the application for a full collection")
                        .run(Command.shell("jcmd {} GC.class_histogram | grep -i directbytebuffer", PID)))
                .remedy(Remedy.words("raise -XX:MaxDirectMemorySize if the container has room beside the heap"));
    }
}
