package dev.vitals.jvm;

import dev.vitals.jvm.facts.CodePlace;
import dev.vitals.jvm.facts.ThreadPicture;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checks that threads do not queue up for one lock, be it a monitor ({@code synchronized}) or a lock of
 * {@code java.util.concurrent}.
 *
 * <pre>{@code
 * .check("locks", ConvoyProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code threads.convoy}</td><td>DEGRADED</td><td>at least 10 threads wait for one lock, in three runs in a row;
 *     with the thread that holds it, what it does, and where the others wait</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link ConvoyLimits}. Threads that wait for something other than a lock's owner, such as
 * a connection, a permit or a task, are not counted, nor are writers behind the readers of a lock, nor virtual threads.
 * While the application starts, threads often wait inside class loaders: that is no alarm as long as a hundred classes are
 * loaded between two runs.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ConvoyProbe implements Probe {
    private static final int SHOWN = 30;
    /** So many classes between two samples are loaded by a part of the application that starts, and by nothing else. */
    private static final long STARTING = 100;

    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();
    private static final int ROWS = 10;

    private final ConvoyLimits limits;

    private ConvoyProbe(ConvoyLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static ConvoyProbe create() {
        return new ConvoyProbe(ConvoyLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link ConvoyLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public ConvoyProbe limits(UnaryOperator<ConvoyLimits> change) {
        return new ConvoyProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes a fraction of a millisecond with a thousand threads and does not block, but for a moment on JDK 17 where
     * a thread group is locked. When there is a convoy, also looks at the
     * stacks of up to a hundred of its threads, which stops the application for a few milliseconds.
     */
    @Override
    public Result check(ProbeContext context) {
        // The first run is too early for an alarm in any case, and most likely in the process's start.
        boolean starting =
                context.increase("classes", CLASSES.getTotalLoadedClassCount()).orElse(STARTING) >= STARTING;
        List<Convoy> convoys = Convoy.among(ThreadPicture.ofLockWaiters().threads());
        return convoys.stream()
                .filter(convoy -> judge(convoy) != Status.UP)
                .filter(convoy -> !(starting && convoy.isForClasses()))
                .findFirst()
                .map(convoy -> observed(show(judge(convoy), convoy), convoy.size()))
                .orElseGet(() -> harmless(convoys));
    }

    private Status judge(Convoy convoy) {
        return limits.waiting().judge(convoy.size());
    }

    private Result harmless(List<Convoy> convoys) {
        int waiting = convoys.isEmpty() ? 0 : convoys.get(0).size();
        if (waiting == 0) {
            return observed(Result.up("no thread waits for a lock"), 0);
        }
        Result result = Result.up("at most " + waiting + " waiting for one lock");
        return judge(convoys.get(0)) == Status.UP
                ? observed(result, waiting)
                : Result.up(waiting + " threads wait for classes that are being loaded")
                        .observe(Observation.count("locks.waiting", waiting));
    }

    private Result observed(Result result, int waiting) {
        return result.observe(Observation.count("locks.waiting", waiting).against(limits.waiting()));
    }

    private Result show(Status status, Convoy convoy) {
        String owner = convoy.owned().map(ThreadInfo::getLockOwnerName).orElse("");
        String held = owner.isBlank() ? "" : ", held by " + owner;
        String line = convoy.size() + " threads wait for " + convoy.lock() + held
                + limits.waiting().suffix(status);
        Result result = Result.of(status, JvmCauses.CONVOY, line);
        Result about = owner.isBlank() ? result : result.about(Subject.thread(owner));
        List<Evidence> evidence = new ArrayList<>();
        convoy.owned().flatMap(ConvoyProbe::holder).ifPresent(evidence::add);
        evidence.add(waiting(convoy));
        return about.withEvidence(evidence)
                .remedy(Remedy.words("see what its holder waits for: that is what holds up all the others"))
                .remedy(Remedy.words("hold the lock for less, without calls to a network or a database inside, or use a"
                        + " concurrent structure instead"));
    }

    private static Optional<Evidence> holder(ThreadInfo waiting) {
        return ThreadPicture.stacks(List.of(waiting.getLockOwnerId()), Convoy.DEPTH).stream()
                .findFirst()
                .map(owner -> new Evidence.Text(
                        "stack of the thread that holds it",
                        Arrays.stream(owner.getStackTrace())
                                .limit(SHOWN)
                                .map(frame -> "at " + frame)
                                .toList()));
    }

    private static Evidence waiting(Convoy convoy) {
        List<Map.Entry<String, Long>> places = CodePlace.count(convoy.stacks());
        return new Evidence.Table(
                "threads that wait for it",
                List.of("threads", "code"),
                places.stream()
                        .limit(ROWS)
                        .map(entry -> List.of(Long.toString(entry.getValue()), entry.getKey()))
                        .toList());
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code threads}, and failing after 3 bad results: a queue that is gone the next
     * moment harms nobody.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("threads").failAfter(Hold.results(3));
    }
}
