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
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ConvoyProbe implements Probe {
    private static final int DEPTH = 64;
    private static final int SHOWN = 30;
    private static final int SAMPLED = 100;
    private static final int ROWS = 10;

    private final ConvoyLimits limits;
    private final Supplier<ThreadPicture> source;

    private ConvoyProbe(ConvoyLimits limits, Supplier<ThreadPicture> source) {
        this.limits = limits;
        this.source = source;
    }

    /** Those that wait for one lock. */
    private record Convoy(String lock, List<ThreadInfo> waiting) {
        int size() {
            return waiting.size();
        }

        /** A monitor that changes hands has none for a moment. */
        Optional<ThreadInfo> owned() {
            return waiting.stream()
                    .filter(thread -> thread.getLockOwnerId() >= 0)
                    .findFirst();
        }
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static ConvoyProbe create() {
        return reading(ThreadPicture::now);
    }

    /** Returns a probe of threads that others may look at too. */
    static ConvoyProbe reading(Supplier<ThreadPicture> source) {
        return new ConvoyProbe(ConvoyLimits.DEFAULT, source);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link ConvoyLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public ConvoyProbe limits(UnaryOperator<ConvoyLimits> change) {
        return new ConvoyProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                source);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes a millisecond or two with a thousand threads and does not block. When there is a convoy, also looks at the
     * stacks of up to a hundred of its threads, which stops the application for a few milliseconds.
     */
    @Override
    public Result check(ProbeContext context) {
        Optional<Convoy> longest = longest(source.get().threads());
        int waiting = longest.map(Convoy::size).orElse(0);
        Status status = limits.waiting().judge(waiting);
        Result result = status == Status.UP
                ? Result.up(
                        waiting == 0 ? "no thread waits for a lock" : "at most " + waiting + " waiting for one lock")
                : show(status, longest.orElseThrow());
        return result.observe(Observation.count("locks.waiting", waiting).against(limits.waiting()));
    }

    private static Optional<Convoy> longest(List<ThreadInfo> threads) {
        return threads.stream()
                .filter(ConvoyProbe::waitsForALock)
                .collect(Collectors.groupingBy(thread -> String.valueOf(thread.getLockInfo())))
                .entrySet()
                .stream()
                .map(entry -> new Convoy(entry.getKey(), entry.getValue()))
                .max(Comparator.comparingInt(Convoy::size));
    }

    private static boolean waitsForALock(ThreadInfo thread) {
        boolean owned = thread.getLockOwnerId() >= 0;
        return thread.getLockInfo() != null && (thread.getThreadState() == Thread.State.BLOCKED || owned);
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
        return ThreadPicture.stacks(List.of(waiting.getLockOwnerId()), DEPTH).stream()
                .findFirst()
                .map(owner -> new Evidence.Text(
                        "stack of the thread that holds it",
                        Arrays.stream(owner.getStackTrace())
                                .limit(SHOWN)
                                .map(frame -> "at " + frame)
                                .toList()));
    }

    private static Evidence waiting(Convoy convoy) {
        List<Long> ids = convoy.waiting().stream()
                .limit(SAMPLED)
                .map(ThreadInfo::getThreadId)
                .toList();
        List<Map.Entry<String, Long>> places = CodePlace.count(ThreadPicture.stacks(ids, DEPTH));
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
