package dev.vitals.jvm;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.family.Family;
import dev.vitals.probe.family.Member;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything we know how to check about the virtual machine this process runs in.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(JvmProbes.standard()
 *                 .limits(HeapLimits.class, l -> l.alive(Threshold.ratioAbove(0.85, 0.95)))
 *                 .policy("deadlocks", c -> c.impact(Impact.CRITICAL)))
 * }</pre>
 *
 * <h2>Checks</h2>
 *
 * <ul>
 *   <li>{@code jvm.heap}, major: the heap has room for objects that stay alive; see {@link HeapProbe}.
 *   <li>{@code jvm.gc}, major: garbage collection leaves the application its time; see {@link GcProbe}.
 *   <li>{@code jvm.pauses}, major: the virtual machine does not stand still; see {@link PauseProbe}.
 *   <li>{@code jvm.metaspace}, major: there is memory for more classes; see {@link MetaspaceProbe}.
 *   <li>{@code jvm.classes}, minor: classes are not loaded without end; see {@link ClassLoadingProbe}.
 *   <li>{@code jvm.code-cache}, minor: there is room for compiled code; see {@link CodeCacheProbe}.
 *   <li>{@code jvm.direct-buffers}, major: there is memory for direct buffers; see {@link DirectBufferProbe}.
 *   <li>{@code jvm.threads}, major: threads are not started without end; see {@link ThreadCountProbe}.
 *   <li>{@code jvm.deadlocks}, major: no threads wait for each other for good; see {@link DeadlockProbe}.
 *   <li>{@code jvm.locks}, major: no threads queue up for one lock; see {@link ConvoyProbe}.
 *   <li>{@code jvm.cpu}, minor: the process does not use up its processors; see {@link HotThreadProbe}.
 *   <li>{@code jvm.uncaught}, minor: no thread ends with an exception; see {@link UncaughtProbe}, which stands before the
 *       default handler of such exceptions.
 * </ul>
 *
 * <p>None is critical, so none takes this instance out of traffic, and none is in a group that restarts it, unless its
 * policy is changed: only a deadlock is worth a restart by itself. All are of the scope
 * {@link dev.vitals.probe.Scope#LOCAL}.
 *
 * <p>The checks that look at all threads share one look at them when they run within a second; no other two read the same
 * number. The set brings one thread of its own, {@code vitals-ticker}, which watches for pauses.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class JvmProbes implements ProbeSet<JvmProbes> {
    private final Family family;
    private final List<Check> checks;

    private JvmProbes(Family family) {
        this.family = family;
        this.checks = family.checks();
    }

    /**
     * Returns all checks, with their default limits. Reads nothing yet.
     *
     * @return the checks, which remember what they have seen, so that each call returns others
     */
    public static JvmProbes standard() {
        return new JvmProbes(new Family("jvm", members()));
    }

    private static List<Member<?>> members() {
        return List.of(
                Member.of(
                        "heap",
                        Impact.MAJOR,
                        HeapLimits.DEFAULT,
                        limits -> HeapProbe.create().limits(before -> limits)),
                Member.of(
                        "gc",
                        Impact.MAJOR,
                        GcLimits.DEFAULT,
                        limits -> GcProbe.create().limits(before -> limits)),
                Member.of(
                        "pauses",
                        Impact.MAJOR,
                        PauseLimits.DEFAULT,
                        limits -> PauseProbe.create().limits(before -> limits)),
                Member.of(
                        "metaspace",
                        Impact.MAJOR,
                        MetaspaceLimits.DEFAULT,
                        limits -> MetaspaceProbe.create().limits(before -> limits)),
                Member.of(
                        "classes",
                        Impact.MINOR,
                        ClassLimits.DEFAULT,
                        limits -> ClassLoadingProbe.create().limits(before -> limits)),
                Member.of(
                        "code-cache",
                        Impact.MINOR,
                        CodeCacheLimits.DEFAULT,
                        limits -> CodeCacheProbe.create().limits(before -> limits)),
                Member.of(
                        "direct-buffers",
                        Impact.MAJOR,
                        DirectBufferLimits.DEFAULT,
                        limits -> DirectBufferProbe.create().limits(before -> limits)),
                Member.of(
                        "threads",
                        Impact.MAJOR,
                        ThreadLimits.DEFAULT,
                        limits -> ThreadCountProbe.create().limits(before -> limits)),
                Member.of("deadlocks", Impact.MAJOR, DeadlockProbe::create),
                Member.of(
                        "locks",
                        Impact.MAJOR,
                        ConvoyLimits.DEFAULT,
                        limits -> ConvoyProbe.create().limits(before -> limits)),
                Member.of(
                        "cpu",
                        Impact.MINOR,
                        HotThreadLimits.DEFAULT,
                        limits -> HotThreadProbe.create().limits(before -> limits)),
                Member.of(
                        "uncaught",
                        Impact.MINOR,
                        UncaughtLimits.DEFAULT,
                        limits -> UncaughtProbe.create().limits(before -> limits)));
    }

    @Override
    public JvmProbes with(String... names) {
        return new JvmProbes(family.with(names));
    }

    @Override
    public JvmProbes without(String... names) {
        return new JvmProbes(family.without(names));
    }

    @Override
    public JvmProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        return new JvmProbes(family.policy(check, change));
    }

    @Override
    public <T extends CheckLimits> JvmProbes limits(Class<T> type, UnaryOperator<T> change) {
        return new JvmProbes(family.limits(type, change));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        return family.faults();
    }
}
