package dev.vitals.jvm;

import dev.vitals.jvm.facts.Deadlocks;
import dev.vitals.jvm.facts.LockWait;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks that no threads of this process wait for each other for good, be it for monitors ({@code synchronized}) or for
 * locks of {@code java.util.concurrent}.
 *
 * <pre>{@code
 * .check("deadlocks", DeadlockProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code threads.deadlocked}</td><td>DOWN</td><td>threads wait in a circle, and none of them gives up after a
 *     time; with who holds what, the stacks, and how many others wait behind them</td></tr>
 * </table>
 *
 * <p>The virtual machine sees no circle through virtual threads, read locks, {@code StampedLock}, semaphores or latches,
 * which have no owner; nor does this probe. Threads that try for a lock with a time limit are no deadlock, even if they
 * try for ever.
 *
 * <p>Nor does it see two classes that each wait for the other's initialisation: their threads count as running, own and
 * want no lock, and use no CPU. They show in a thread dump, with {@code <clinit>} in both stacks.
 *
 * <p>Only a restart ends a deadlock, so this check may be in a group that restarts the process; it is in none by default.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DeadlockProbe implements Probe {
    private static final int SHOWN = 8;
    private static final int FRAMES = 30;
    private static final long PID = ProcessHandle.current().pid();

    private DeadlockProbe() {}

    /**
     * Returns a probe of this virtual machine.
     *
     * @return the probe
     */
    public static DeadlockProbe create() {
        return new DeadlockProbe();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond with a thousand threads and does not block. The virtual machine pauses for about as
     * long. When there is a deadlock, all threads are looked at once more, without their stacks.
     */
    @Override
    public Result check(ProbeContext context) {
        return judge(Deadlocks.now());
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code threads}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("threads");
    }

    private static Result judge(Deadlocks found) {
        List<LockWait> waits = found.circles().stream().flatMap(List::stream).toList();
        Result result = waits.isEmpty()
                ? Result.up("no thread is deadlocked")
                : advise(show(Result.down(JvmCauses.DEADLOCKED, summary(found, waits)), found, waits));
        return result.observe(Observation.count("threads.deadlocked", waits.size()));
    }

    private static String summary(Deadlocks found, List<LockWait> waits) {
        String names = waits.stream().limit(SHOWN).map(LockWait::thread).collect(Collectors.joining(", "));
        String rest = waits.size() > SHOWN ? " and " + (waits.size() - SHOWN) + " more" : "";
        String behind = found.behind() == 0 ? "" : "; waiting behind them: " + found.behind();
        return waits.size() + " threads wait for each other for good: " + names + rest + behind;
    }

    private static Result show(Result result, Deadlocks found, List<LockWait> waits) {
        Result shown = result.about(waits.stream()
                        .limit(SHOWN)
                        .map(wait -> Subject.thread(name(wait.thread())))
                        .toArray(Subject[]::new))
                .evidence(new Evidence.Tree(
                        "threads that wait for each other",
                        found.circles().stream()
                                .map(DeadlockProbe::circle)
                                .limit(SHOWN)
                                .toList()));
        for (LockWait wait : waits.subList(0, Math.min(SHOWN, waits.size()))) {
            List<String> frames = wait.stack().stream()
                    .limit(FRAMES)
                    .map(frame -> "at " + frame)
                    .toList();
            shown = shown.evidence(new Evidence.Text("stack of " + name(wait.thread()), frames));
        }
        return shown;
    }

    /** The application may name a thread as it likes, even with nothing. */
    private static String name(String thread) {
        return thread.isBlank() ? "without a name" : thread;
    }

    private static Evidence.Node circle(List<LockWait> circle) {
        List<Evidence.Node> nodes = new ArrayList<>(
                circle.stream().limit(SHOWN).map(DeadlockProbe::node).toList());
        Evidence.Node first = nodes.remove(0);
        return new Evidence.Node(first.text(), first.fields(), nodes);
    }

    private static Evidence.Node node(LockWait wait) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("thread", wait.thread());
        fields.put("lock", wait.lock());
        fields.put("owner", wait.owner());
        String line = wait.thread() + " waits for " + wait.lock() + ", held by " + wait.owner();
        return new Evidence.Node(line, fields, List.of());
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("keep the stacks of all threads for the developers")
                        .run(Command.shell("jcmd {} Thread.print", PID)))
                .remedy(Remedy.words("restart this process: nothing else ends a deadlock"));
    }
}
