package dev.vitals.host;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.probe.Check;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs into a limit of its control group, or just runs every check, and prints what they find. */
final class LimitsChild {
    private static final Path ROOT = Path.of("/");

    private LimitsChild() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "cpu" -> print(useUpTheQuota());
            case "tasks" -> useUpTheTasks();
            default -> everyCheck();
        }
    }

    /** The counters are real; the time is not, so that nobody waits for a minute to pass. */
    private static Result useUpTheQuota() throws Exception {
        CpuProbe probe = CpuProbe.create();
        probe.judge(new KernelFiles(ROOT), 0);
        System.out.println("ready");
        System.in.read();
        long periods = periods();
        AtomicBoolean spinning = new AtomicBoolean(true);
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> spin(spinning));
            thread.setDaemon(true);
            thread.start();
        }
        while (periods() - periods < 25) {
            Thread.onSpinWait();
        }
        spinning.set(false);
        return probe.judge(new KernelFiles(ROOT), 60_000_000_000L);
    }

    private static long periods() throws Exception {
        return CpuSample.read(new KernelFiles(ROOT)).tightest().orElseThrow().periods();
    }

    private static void spin(AtomicBoolean spinning) {
        while (spinning.get()) {
            Thread.onSpinWait();
        }
    }

    private static void useUpTheTasks() throws Exception {
        Probe probe = TaskProbe.create();
        TestContext context = new TestContext();
        print(context.run(probe));
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        try {
            while (threads.size() < 1000) {
                Thread thread = new Thread(() -> await(end));
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        } catch (OutOfMemoryError none) {
            print(context.run(probe));
        }
        end.countDown();
        System.out.println(threads.size());
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void everyCheck() throws Exception {
        for (Check check : HostProbes.standard().without("disk").checks()) {
            System.out.print(check.name() + " ");
            print(new TestContext().run(check.probe()));
        }
    }

    private static void print(Result result) {
        System.out.println(result.cause() + " " + result.summary());
    }
}
