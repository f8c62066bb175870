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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
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
 *   <li>{@code idle}: nothing. The virtual machine is told to stop every millisecond for no purpose, as often as for a
 *       bundle: what the longest of these stops takes is the machine's, not ours
 * </ul>
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.DumpBenchmark -pl benchmarks -am compile}</pre>
 */
public final class DumpBenchmark {
    private static final int THREADS = 1_000;
    private static final int OBJECTS = 7_000_000;
    private static final int DEPTH = 30;
    private static final List<String> WAYS = List.of("all", "print", "vitals", "idle");
    private static final int WARM = 3;
    private static final int ROUNDS = 5;
    private static final int PROCESSES = 4;
    private static final int IDLE_MILLIS = 600;
    private static final Pattern ROUND = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern STOP = Pattern.compile(
            "\\[(\\d+)ms].*Safepoint \"(\\w+)\".*Reaching safepoint: +(\\d+) ns.*At safepoint: +(\\d+) ns,.*Total: +(\\d+) ns.*");
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
        System.out.println("| way | longest stop, median | least | most | reached in, median | most | stood for, median"
                + " | most | stops | longest collection | time, best | median | allocated |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int i = 0; i < PROCESSES; i++) {
            for (String way : WAYS) { // by turns: other things run on the machine as well
                rounds.computeIfAbsent(way, name -> new ArrayList<>()).addAll(fork(way));
            }
        }
        rounds.forEach(DumpBenchmark::print);
    }

    /** One stop, in milliseconds: until all threads stood, what was done then, and all of it. */
    private record Stop(long at, String operation, double reaching, double own, double total) {
        boolean isCollection() {
            return operation.startsWith("G1");
        }
    }

    private record Round(List<Stop> stops, double millis, long allocated) {
        /** The longest stop by one of its parts, in milliseconds. */
        double longest(boolean collections, ToDoubleFunction<Stop> part) {
            return stops.stream()
                    .filter(stop -> stop.isCollection() == collections)
                    .mapToDouble(part)
                    .max()
                    .orElse(0);
        }
    }

    private static List<Round> fork(String way) throws IOException, InterruptedException {
        Path log = Files.createTempFile("safepoints", ".log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-Xms2g",
                "-Xlog:safepoint:file=" + log + ":uptimemillis"));
        if (way.equals("idle")) {
            command.addAll(List.of(
                    "-XX:+UnlockDiagnosticVMOptions", "-XX:+SafepointALot", "-XX:GuaranteedSafepointInterval=1"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DumpBenchmark.class.getName(), way));
        Process child = new ProcessBuilder(command)
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
            rounds.add(new Round(
                    stops.stream()
                            .filter(stop -> stop.at() >= from && stop.at() <= to)
                            .toList(),
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
                        Long.parseLong(stop.group(4)) / 1e6,
                        Long.parseLong(stop.group(5)) / 1e6));
            }
        }
        return stops;
    }

    private static void print(String way, List<Round> rounds) {
        double[] total = sorted(rounds, round -> round.longest(false, Stop::total));
        double[] reaching = sorted(rounds, round -> round.longest(false, Stop::reaching));
        double[] own = sorted(rounds, round -> round.longest(false, Stop::own));
        double[] collection = sorted(rounds, round -> round.longest(true, Stop::total));
        double[] millis = sorted(rounds, Round::millis);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %d | %.1f ms | %.0f ms | %.0f ms"
                        + " | %.1f MiB |%n",
                way,
                total[total.length / 2],
                total[0],
                total[total.length - 1],
                reaching[reaching.length / 2],
                reaching[reaching.length - 1],
                own[own.length / 2],
                own[own.length - 1],
                rounds.get(0).stops().size(),
                collection[collection.length - 1],
                millis[0],
                millis[millis.length / 2],
                rounds.get(rounds.size() - 1).allocated() / 1024.0 / 1024);
    }

    private static double[] sorted(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray();
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
            case "idle" ->
                () -> {
                    Thread.sleep(IDLE_MILLIS);
                    return true;
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
