package dev.vitals.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.vitals.Vitals;
import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSettings;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/**
 * What a dump costs the application, as whole processes: 1,000 threads and 560 MiB of small objects that are alive. Each
 * way of seeing the threads has a process of its own, whose safepoint log shows how long it stood still at most.
 *
 * <ul>
 *   <li>{@code all}: {@code dumpAllThreads(true, true)}, which is what Spring Boot's thread-dump endpoint does
 *   <li>{@code print}: {@code Thread.print}, as {@code jcmd} does it
 *   <li>{@code vitals}: the whole default bundle
 * </ul>
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.DumpBenchmark -pl benchmarks -am compile}</pre>
 */
public final class DumpBenchmark {
    private static final int THREADS = 1_000;
    private static final int OBJECTS = 7_000_000;
    private static final int DEPTH = 30;
    private static final int WARM = 3;
    private static final int ROUNDS = 5;
    private static final Pattern ROUND = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern PAUSE = Pattern.compile("\\[(\\d+)ms].*Safepoint \"(\\w+)\".*Total: +(\\d+) ns.*");
    private static final List<Object> ALIVE = new ArrayList<>();

    private DumpBenchmark() {}

    /**
     * Runs every way in a process of its own, or one of them in this one.
     *
     * @param arguments none, or the name of a way
     * @throws Exception if a process cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            measured(arguments[0]);
            return;
        }
        System.out.printf("%-8s %14s %14s %12s%n", "way", "longest pause", "time (best)", "allocated");
        for (String way : List.of("all", "print", "vitals")) {
            fork(way);
        }
    }

    private static void fork(String way) throws IOException, InterruptedException {
        Path log = Files.createTempFile("safepoints", ".log");
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx2g",
                        "-Xms2g",
                        "-Xlog:safepoint:file=" + log + ":uptimemillis",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DumpBenchmark.class.getName(),
                        way)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();
        List<String> pauses = Files.readAllLines(log);
        Files.delete(log);
        double pause = 0;
        double best = Double.MAX_VALUE;
        long allocated = 0;
        for (Matcher round = ROUND.matcher(printed); round.find(); ) {
            pause = Math.max(pause, longest(pauses, Long.parseLong(round.group(1)), Long.parseLong(round.group(2))));
            best = Math.min(best, Long.parseLong(round.group(3)) / 1e6);
            allocated = Long.parseLong(round.group(4));
        }
        System.out.printf(
                Locale.ROOT, "%-8s %11.2f ms %11.1f ms %8.1f MiB%n", way, pause, best, allocated / 1024.0 / 1024);
    }

    /** Collections are the garbage collector's, and not counted here: what is allocated stands beside. */
    private static double longest(List<String> log, long from, long to) {
        double longest = 0;
        for (String line : log) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.matches()
                    && !pause.group(2).startsWith("G1")
                    && Long.parseLong(pause.group(1)) >= from
                    && Long.parseLong(pause.group(1)) <= to) {
                longest = Math.max(longest, Long.parseLong(pause.group(3)) / 1e6);
            }
        }
        return longest;
    }

    private static void measured(String way) throws Exception {
        PrintStream out = System.out;
        fill();
        startThreads();
        try (Vitals vitals = Vitals.builder("bench")
                .check("well", context -> Result.up())
                .dumps(DumpSettings.DEFAULT.onDemandOnly().apart(Duration.ZERO, Duration.ZERO))
                .build()) {
            Callable<Object> action = action(way, vitals);
            for (int i = 0; i < WARM + ROUNDS; i++) {
                long allocated = allocated();
                long from = ManagementFactory.getRuntimeMXBean().getUptime();
                long started = System.nanoTime();
                ALIVE.add(action.call());
                long nanos = System.nanoTime() - started;
                long to = ManagementFactory.getRuntimeMXBean().getUptime();
                if (i >= WARM) {
                    out.println(from + " " + to + " " + nanos + " " + (allocated() - allocated));
                }
            }
        }
        System.exit(0);
    }

    private static Callable<Object> action(String way, Vitals vitals) throws Exception {
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        return switch (way) {
            case "all" -> () -> ManagementFactory.getThreadMXBean().dumpAllThreads(true, true).length;
            case "print" ->
                () -> ManagementFactory.getPlatformMBeanServer()
                        .invoke(commands, "threadPrint", new Object[] {new String[0]}, new String[] {
                            String[].class.getName()
                        })
                        .hashCode();
            case "vitals" ->
                () -> {
                    Dump dump = vitals.dump(DumpRequest.DEFAULT)
                            .await(Duration.ofSeconds(30))
                            .orElseThrow();
                    return dump.complete();
                };
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static void fill() {
        List<byte[]> objects = new ArrayList<>(OBJECTS);
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(new byte[56]);
        }
        ALIVE.add(objects);
    }

    private static void startThreads() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(THREADS);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, () -> descend(DEPTH, ready, never), "worker-" + i, 256 << 10);
            thread.setDaemon(true);
            thread.start();
        }
        ready.await();
    }

    /** Each thread holds a monitor and a lock of its own, deep down. */
    private static void descend(int depth, CountDownLatch ready, CountDownLatch never) {
        if (depth > 0) {
            descend(depth - 1, ready, never);
            return;
        }
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            synchronized (new Object()) {
                ready.countDown();
                never.await();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
