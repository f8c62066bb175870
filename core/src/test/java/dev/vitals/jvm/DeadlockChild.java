package dev.vitals.jvm;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Deadlocks two of its threads in a given way, with a third behind them, and prints what the probe says. */
final class DeadlockChild {
    private static final ReentrantLock[] LOCKS = {new ReentrantLock(), new ReentrantLock()};
    private static final Object[] MONITORS = {new Object(), new Object()};
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private DeadlockChild() {}

    public static void main(String[] arguments) throws Exception {
        Result before = new TestContext().run(DeadlockProbe.create());
        System.out.println(before.status() + " " + before.summary());
        switch (arguments[0]) {
            case "monitors" -> pair(DeadlockChild::monitors);
            case "locks" -> pair(DeadlockChild::locks);
            case "timed" -> pair(DeadlockChild::timed);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        while (ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null) {
            Thread.onSpinWait();
        }
        Thread behind = start("behind", DeadlockChild::behind);
        while (behind.getState() != Thread.State.BLOCKED && behind.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        print(new TestContext().run(DeadlockProbe.create()));
    }

    private interface Work {
        void run(int number) throws Exception;
    }

    private static void pair(Work work) {
        start("left", () -> work.run(0));
        start("right", () -> work.run(1));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Thread start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void monitors(int number) throws Exception {
        synchronized (MONITORS[number]) {
            LOCKS[number].lock();
            BOTH.await();
            synchronized (MONITORS[1 - number]) {
                throw new IllegalStateException("no deadlock");
            }
        }
    }

    private static void locks(int number) throws Exception {
        LOCKS[number].lock();
        BOTH.await();
        LOCKS[1 - number].lock();
    }

    private static void timed(int number) throws Exception {
        LOCKS[number].lock();
        BOTH.await();
        LOCKS[1 - number].tryLock(1, TimeUnit.HOURS);
    }

    private static void behind() {
        LOCKS[0].lock();
    }

    private static void print(Result result) {
        System.out.println(result.status() + " " + result.cause() + " " + result.summary());
        System.out.println(result.subjects());
        System.out.println(result.evidence().stream()
                .map(item -> item instanceof Evidence.Text text ? stack(text) : item.title())
                .toList());
    }

    private static List<String> stack(Evidence.Text text) {
        return List.of(text.title(), String.join(" ", text.lines()));
    }
}
