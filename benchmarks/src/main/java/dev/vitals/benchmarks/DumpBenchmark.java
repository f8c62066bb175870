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
import java.util.Comparator;
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
 * way of seeing the threads has processes of its own, whose safepoint logs show how long they stood still: the longest
 * stop of a round, as median, least and most of all rounds. Collections are the garbage collector's and stand in a column
 * of their own, with what is allocated, which brings them about.
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
    private static final int PROCESSES = 4;
    private static final Pattern ROUND = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern STOP =
            Pattern.compile("\\[(\\d+)ms].*Safepoint \"(\\w+)\".*At safepoint: +(\\d+) ns, Total: +(\\d+) ns.*");
    private static final List<Object> ALIVE = new ArrayList<>();

    private DumpBenchmark() {}

    /**
     * Runs every way in processes of its own, or one of them in this one.
     *
     * @param arguments none, or the name of a way
     * @throws Exception if a process cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            measured(arguments[0]);
            return;
        }
        System.out.println("Java " + System.getProperty("java.version") + ", " + PROCESSES * ROUNDS + " rounds each");
        System.out.println("| way | longest stop, median | least | most | of it the operation's, most | by | longest"
                + " collection | time, best | median | allocated |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String way : List.of("all", "print", "vitals")) {
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                rounds.addAll(fork(way));
            }
            print(way, rounds);
        }
    }

    /** One stop, in milliseconds: all of it, and what is left without reaching it and going on from it. */
    private record Stop(long at, String operation, double own, double total) {
        private static final Stop NONE = new Stop(0, "none", 0, 0);

        boolean isCollection() {
            return operation.startsWith("G1");
        }
    }

    private record Round(Stop longest, Stop collection, double millis, long allocated) {}

    private static List<Round> fork(String way) throws IOException, InterruptedException {
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
        List<Stop> stops = stops(log);
        Files.delete(log);
        List<Round> rounds = new ArrayList<>();
        for (Matcher round = ROUND.matcher(printed); round.find(); ) {
            long from = Long.parseLong(round.group(1));
            long to = Long.parseLong(round.group(2));
            List<Stop> within = stops.stream()
                    .filter(stop -> stop.at() >= from && stop.at() <= to)
                    .toList();
            rounds.add(new Round(
                    longest(within, false),
                    longest(within, true),
                    Long.parseLong(round.group(3)) / 1e6,
                    Long.parseLong(round.group(4))));
        }
        return rounds;
    }

    private static List<Stop> stops(Path log) throws IOException {
        List<Stop> stops = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher stop = STOP.matcher(line);
            if (stop.matches()) {
                stops.add(new Stop(
                        Long.parseLong(stop.group(1)),
                        stop.group(2),
                        Long.parseLong(stop.group(3)) / 1e6,
                        Long.parseLong(stop.group(4)) / 1e6));
            }
        }
        return stops;
    }

    private static Stop longest(List<Stop> stops, boolean collections) {
        return stops.stream()
                .filter(stop -> stop.isCollection() == collections)
                .max(Comparator.comparingDouble(Stop::total))
                .orElse(Stop.NONE);
    }

    private static void print(String way, List<Round> rounds) {
        List<Stop> longest = rounds.stream()
                .map(Round::longest)
                .sorted(Comparator.comparingDouble(Stop::total))
                .toList();
        double[] millis = rounds.stream().mapToDouble(Round::millis).sorted().toArray();
        Stop most = longest.get(longest.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %s | %.1f ms | %.0f ms | %.0f ms | %.1f MiB |%n",
                way,
                longest.get(longest.size() / 2).total(),
                longest.get(0).total(),
                most.total(),
                longest.stream().mapToDouble(Stop::own).max().orElse(0),
                most.operation(),
                rounds.stream()
                        .mapToDouble(round -> round.collection().total())
                        .max()
                        .orElse(0),
                millis[0],
                millis[millis.length / 2],
                rounds.get(rounds.size() - 1).allocated() / 1024.0 / 1024);
    }

    private static void measured(String way) throws Exception {
        PrintStream out = System.out;
        fill();
        startThreads();
        try (Vitals vitals = vitals()) {
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

    static Vitals vitals() {
        return Vitals.builder("bench")
                .check("well", context -> Result.up())
                .dumps(DumpSettings.DEFAULT.onDemandOnly().apart(Duration.ZERO, Duration.ZERO))
                .build();
    }

    static Callable<Object> action(String way, Vitals vitals) throws Exception {
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

    static void fill() {
        List<byte[]> objects = new ArrayList<>(OBJECTS);
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(new byte[56]);
        }
        ALIVE.add(objects);
    }

    static void startThreads() throws InterruptedException {
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
