package dev.vitals.jvm;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Checks that the number of loaded classes does not grow without end, as it does when class loaders leak or code makes
 * classes at each request.
 *
 * <pre>{@code
 * .check("classes", ClassLoadingProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code classes.growing}</td><td>DEGRADED</td><td>for half an hour and longer ever more classes were loaded, by
 *     now at least 2,000</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link ClassLimits}. The first ten minutes of the process do not count.
 *
 * <p>Each instance remembers its last hour, so it belongs to one check; like every probe it is entered by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class ClassLoadingProbe implements Probe {
    private static final long PID = ProcessHandle.current().pid();
    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();

    private final ClassLimits limits;
    private final LongSupplier loaded;
    private final LongSupplier nanoTime;
    private final Growth growth;

    private ClassLoadingProbe(ClassLimits limits, LongSupplier loaded, LongSupplier nanoTime) {
        this.limits = limits;
        this.loaded = loaded;
        this.nanoTime = nanoTime;
        this.growth = new Growth(nanoTime);
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static ClassLoadingProbe create() {
        return reading(CLASSES::getLoadedClassCount, System::nanoTime);
    }

    /** Returns a probe of classes that need not be this process's. */
    static ClassLoadingProbe reading(LongSupplier loaded, LongSupplier nanoTime) {
        return new ClassLoadingProbe(ClassLimits.DEFAULT, loaded, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and nothing remembered.
     *
     * @param change takes the limits, {@link ClassLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public ClassLoadingProbe limits(UnaryOperator<ClassLimits> change) {
        return new ClassLoadingProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                loaded,
                nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        long now = loaded.getAsLong();
        growth.add(now);
        Optional<Floor.Rise> rise = growth.rise();
        Status status = rise.map(seen -> limits.growth().judge(seen.by())).orElse(Status.UP);
        Result result = status == Status.UP
                ? Result.up(now + " classes are loaded")
                : advise(Result.of(status, JvmCauses.CLASSES_GROWING, line(rise.orElseThrow())));
        return result.observe(Observation.count("classes.loaded", now));
    }

    private static String line(Floor.Rise rise) {
        return "loaded classes have grown from " + rise.from() + " to " + rise.to() + " in "
                + Quantities.duration(rise.over().truncatedTo(ChronoUnit.MINUTES)) + " and never came back";
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see which class loaders hold the classes; many of one kind are a leak")
                        .run(Command.shell("jcmd {} VM.classloader_stats", PID)))
                .remedy(Remedy.words(
                        "look for scripts, templates, serializers or proxies that are compiled at each request"
                                + " and not kept"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code metaspace}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("metaspace");
    }
}
