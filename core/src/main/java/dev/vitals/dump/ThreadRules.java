package dev.vitals.dump;

import dev.vitals.jvm.facts.Deadlocks;
import dev.vitals.spi.ApplicationCode;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What threads give away. */
final class ThreadRules {
    /** A queue for one lock this long is no coincidence. */
    private static final int CONVOY = 10;

    private static final int SMALLEST_POOL = 5;
    private static final double HOT = 0.8;
    private static final double IDLE = 0.01;
    private static final int TOP = 5;

    private ThreadRules() {}

    static Judgement deadlock(Facts facts) {
        String rule = "DEADLOCK";
        return facts.find(Deadlocks.class)
                .map(found -> found.circles().isEmpty()
                        ? Judgement.pass(rule, "none among platform threads")
                        : Judgement.fail(
                                rule,
                                Plural.of(found.circles().size(), "circle") + " of threads that wait for each other, "
                                        + found.behind() + " more behind; first: "
                                        + found.circles().get(0).get(0).thread(),
                                "only a restart ends it; threads/deadlocks.txt has the stacks"))
                .orElseGet(() -> Judgement.unknown(rule, "deadlocks could not be looked for"));
    }

    static Judgement convoy(Facts facts) {
        String rule = "LOCK_CONVOY";
        Optional<LockTree> tree = facts.find(LockTree.class);
        if (tree.isEmpty()) {
            return Judgement.unknown(rule, "the threads could not be seen");
        }
        Optional<LockTree.Root> worst = tree.get().roots().stream().findFirst();
        if (worst.isEmpty()) {
            return Judgement.pass(rule, "no thread waits for a lock of another one");
        }
        LockTree.Root root = worst.get();
        String finding = root.behind() + " behind \"" + root.name() + "\", which is in " + root.top();
        return root.behind() >= CONVOY
                ? Judgement.fail(rule, finding, "see what that thread does while it holds " + root.lock())
                : Judgement.pass(rule, finding);
    }

    /** All threads of a pool stand in the same place, and not for want of work. */
    static Judgement saturated(Facts facts) {
        String rule = "POOL_SATURATED";
        Optional<ThreadSnapshot> snapshot = first(facts);
        if (snapshot.isEmpty()) {
            return Judgement.unknown(rule, "the threads could not be seen");
        }
        Map<String, List<SeenThread>> pools = new LinkedHashMap<>();
        snapshot.get()
                .threads()
                .forEach(thread -> pools.computeIfAbsent(thread.pool(), name -> new ArrayList<>())
                        .add(thread));
        return pools.values().stream()
                .filter(pool -> pool.size() >= SMALLEST_POOL && isSaturated(pool))
                .max(Comparator.comparingInt(List::size))
                .map(pool -> Judgement.warn(
                        rule,
                        "all " + pool.size() + " threads of " + pool.get(0).pool() + " are in "
                                + busyFrame(pool.get(0)),
                        "find what they wait for there; threads/threads-1.txt has the stack"))
                .orElseGet(() -> Judgement.pass(rule, "no pool has all its threads in one place"));
    }

    private static boolean isSaturated(List<SeenThread> pool) {
        SeenThread example = pool.get(0);
        return pool.stream().noneMatch(Idleness::isIdle)
                && pool.stream()
                        .allMatch(thread -> thread.state() == example.state()
                                && thread.stack().get(0).equals(example.stack().get(0)));
    }

    /** The innermost code of the application's own, which its developers know; without any, that of no part of Java. */
    private static String busyFrame(SeenThread thread) {
        return ApplicationCode.innermost(thread.stack())
                .or(() -> thread.stack().stream()
                        .filter(frame -> !frame.getClassName().startsWith("java.")
                                && !frame.getClassName().startsWith("jdk.")
                                && !frame.getClassName().startsWith("sun."))
                        .findFirst())
                .map(StackTraceElement::toString)
                .orElseGet(thread::top);
    }

    /** Seen twice in the same native call without using the processor: it waits for an answer that does not come. */
    static Judgement stuck(Facts facts) {
        String rule = "STUCK";
        Optional<HotThreads> hot = facts.find(HotThreads.class);
        Optional<ThreadSnapshot> first = first(facts);
        if (hot.isEmpty() || first.isEmpty()) {
            return Judgement.unknown(rule, "the threads were not seen twice");
        }
        List<SeenThread> stuck = stuckThreads(hot.get(), first.get());
        return stuck.isEmpty()
                ? Judgement.pass(rule, "no thread waits in a native call other than for work")
                : Judgement.warn(
                        rule,
                        Plural.of(stuck.size(), "thread")
                                + " in a call that did not return between the two looks, such as \""
                                + stuck.get(0).name() + "\" in " + busyFrame(stuck.get(0)),
                        "see who does not answer there");
    }

    static List<SeenThread> stuckThreads(HotThreads hot, ThreadSnapshot first) {
        return hot.threads().stream()
                .filter(one -> one.cpu() < IDLE && one.thread().state() == Thread.State.RUNNABLE)
                .map(HotThreads.Hot::thread)
                .filter(thread -> !Idleness.isIdle(thread))
                .filter(thread -> first.find(thread.id())
                        .filter(before -> sameTop(before, thread))
                        .isPresent())
                .toList();
    }

    private static boolean sameTop(SeenThread before, SeenThread now) {
        return top(before).equals(top(now));
    }

    private static List<StackTraceElement> top(SeenThread thread) {
        return thread.stack().subList(0, Math.min(TOP, thread.stack().size()));
    }

    static Judgement hot(Facts facts) {
        String rule = "HOT_THREAD";
        Optional<HotThreads> hot = facts.find(HotThreads.class);
        if (hot.isEmpty() || hot.get().threads().isEmpty()) {
            return Judgement.unknown(rule, "the threads were not seen twice");
        }
        HotThreads.Hot first = hot.get().threads().get(0);
        String finding = "\"" + first.thread().name() + "\" used " + Math.round(first.cpu() * 100)
                + " % of a processor, in " + busyFrame(first.thread());
        return first.cpu() >= HOT
                ? Judgement.warn(rule, finding, "threads/top-cpu.txt has the stacks of the hottest")
                : Judgement.pass(rule, finding);
    }

    /** Whoever reads the output of the process has stopped: every thread that prints stops with it. */
    static Judgement logBlocked(Facts facts) {
        String rule = "LOG_BLOCKED";
        Optional<ThreadSnapshot> snapshot = first(facts);
        if (snapshot.isEmpty()) {
            return Judgement.unknown(rule, "the threads could not be seen");
        }
        Optional<SeenThread> writer = snapshot.get().threads().stream()
                .filter(ThreadRules::writesAFile)
                .filter(thread -> waitersOf(snapshot.get(), thread) > 0)
                .findFirst();
        return writer.map(thread -> Judgement.fail(
                        rule,
                        "\"" + thread.name() + "\" is in FileOutputStream.writeBytes with "
                                + waitersOf(snapshot.get(), thread) + " threads behind it",
                        "see whether something still reads the output of this process"))
                .orElseGet(() -> Judgement.pass(rule, "no thread holds a lock while it writes a file"));
    }

    private static boolean writesAFile(SeenThread thread) {
        return thread.stack().stream()
                .limit(2)
                .anyMatch(frame -> frame.getClassName().equals("java.io.FileOutputStream")
                        && frame.getMethodName().equals("writeBytes"));
    }

    private static long waitersOf(ThreadSnapshot snapshot, SeenThread holder) {
        return snapshot.threads().stream()
                .filter(thread -> thread.owner().orElse(-1) == holder.id())
                .count();
    }

    static Optional<ThreadSnapshot> first(Facts facts) {
        return facts.find(ThreadSnapshot.First.class).map(ThreadSnapshot.First::snapshot);
    }
}
