package dev.vitals.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many answers a second servers give over four kept-alive connections, by turns in the same minute. */
final class Throughput {
    static final int CONNECTIONS = 4;

    /** Long enough for a busy machine to compile all of them. */
    private static final int WARM_UP = 20;

    private static final int ROUNDS = 12;

    /** Short, and by turns, so that what else the machine does strikes all alike. */
    private static final Duration TURN = Duration.ofMillis(100);

    private static final int TURNS = 10;

    private Throughput() {}

    /** Prints how the first server compares with one that has a constant answer, and one that has its headers as well. */
    static void compare(String kind, int report, int constant, int withHeaders) throws Exception {
        Ratios toBare = new Ratios("the constant answer");
        Ratios toAlike = new Ratios("the constant answer with the same headers");
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Side ours = new Side(report);
            Side bare = new Side(constant);
            Side headed = new Side(withHeaders);
            for (int turn = 0; turn < TURNS; turn++) {
                ours.turn();
                bare.turn();
                headed.turn();
            }
            if (round >= 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: report %s, constant answer %s, with headers %s, load %.1f%n",
                        kind,
                        ours,
                        bare,
                        headed,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                toBare.add(ours, bare);
                toAlike.add(ours, headed);
            }
        }
        System.out.println(kind + ": " + toBare);
        System.out.println(kind + ": " + toAlike);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long calls(int port) throws Exception {
        List<Callable<Long>> callers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            callers.add(() -> callFor(port));
        }
        long calls = 0;
        for (long each : all(callers)) {
            calls += each;
        }
        return calls;
    }

    private static long callFor(int port) throws IOException {
        long end = System.nanoTime() + TURN.toNanos();
        long calls = 0;
        try (HttpCaller caller = new HttpCaller(port, "/health")) {
            while (System.nanoTime() - end < 0) {
                caller.call();
                calls++;
            }
        }
        return calls;
    }

    static List<Long> all(List<Callable<Long>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size(), Throughput::daemon);
        try {
            List<Long> results = new ArrayList<>();
            for (Future<Long> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "benchmark");
        thread.setDaemon(true);
        return thread;
    }

    /** One of the servers, and what it has done. The processor's time is that of both ends. */
    private static final class Side {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        private final int port;
        private long calls;
        private long nanos;

        Side(int port) {
            this.port = port;
        }

        void turn() throws Exception {
            long before = SYSTEM.getProcessCpuTime();
            calls += Throughput.calls(port);
            nanos += SYSTEM.getProcessCpuTime() - before;
        }

        double micros() {
            return nanos / 1e3 / calls;
        }

        @Override
        public String toString() {
            double seconds = TURN.toMillis() * TURNS / 1000.0;
            return String.format(Locale.ROOT, "%.0f/s at %.1f µs", calls / seconds, micros());
        }
    }

    /** How the report compares with another answer, round by round. */
    private static final class Ratios {
        private final String other;
        private final List<Double> calls = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();

        Ratios(String other) {
            this.other = other;
        }

        void add(Side ours, Side theirs) {
            calls.add(ours.calls / (double) theirs.calls);
            processor.add(ours.micros() / theirs.micros());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "median of %d rounds: %.2f of the requests a second of %s, for %.2f of its processor time",
                    calls.size(),
                    median(calls),
                    other,
                    median(processor));
        }
    }
}
