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
 *   <li>{@code jvm.deadlocks}, major: no threads wait for each other for good; see {@link DeadlockProbe}.
 * </ul>
 *
 * <p>None is critical, so none takes this instance out of traffic, and none is in a group that restarts it, unless its
 * policy is changed. All are of the scope {@link dev.vitals.probe.Scope#LOCAL}.
 *
 * <p>No two of them read the same number, so what each reports is read at its own run and never older.
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
        return new JvmProbes(new Family(
                "jvm",
                List.of(
                        Member.of(
                                "heap",
                                Impact.MAJOR,
                                HeapLimits.DEFAULT,
                                limits -> HeapProbe.create().limits(before -> limits)),
                        Member.of("deadlocks", Impact.MAJOR, DeadlockProbe::create))));
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
