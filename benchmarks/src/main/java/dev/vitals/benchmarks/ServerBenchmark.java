package dev.vitals.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.probe.Result;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The endpoint on the JDK's server: how many reports a second over four kept-alive connections, beside the same server with
 * a constant answer of the same length, without the headers of a report and with them, which every caller has to read;
 * and, with 40 callers of a report whose check never ends, how long liveness takes, and the last of the reports beyond the
 * deadline.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.ServerBenchmark -pl benchmarks -am compile}</pre>
 */
public final class ServerBenchmark {
    private static final int CONNECTIONS = 4;
    /** Long enough for a busy machine to compile both. */
    private static final int WARM_UP = 20;

    private static final int ROUNDS = 12;

    /** Short, and the two by turns, so that what else the machine does strikes both alike. */
    private static final Duration TURN = Duration.ofMillis(100);

    private static final int TURNS = 10;
    private static final int CALLERS = 40;
    private static final int LIVENESS = 20;
    private static final Duration DEADLINE = Duration.ofMillis(800);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Vary", "Accept");

    private ServerBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws Exception if it cannot
     */
    public static void main(String[] arguments) throws Exception {
        throughput();
        crowd();
    }

    private static void throughput() throws Exception {
        VitalsBuilder builder = Vitals.builder("benchmark");
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            builder.check(name, context -> Result.up());
        }
        try (Vitals vitals = builder.build();
                HealthServer server = serve(vitals)) {
            vitals.report();
            int length = length(server.port());
            HttpServer constant = constant(length, Map.of());
            HttpServer alike = constant(length, HEADERS);
            Ratios toBare = new Ratios("the constant answer");
            Ratios toAlike = new Ratios("the constant answer with the same headers");
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                Side ours = new Side(server.port());
                Side bare = new Side(constant.getAddress().getPort());
                Side headed = new Side(alike.getAddress().getPort());
                for (int turn = 0; turn < TURNS; turn++) {
                    ours.turn();
                    bare.turn();
                    headed.turn();
                }
                System.out.printf(
                        Locale.ROOT,
                        "report %s, constant answer %s, with headers %s, load %.1f%n",
                        ours,
                        bare,
                        headed,
                        load());
                if (round >= 0) {
                    toBare.add(ours, bare);
                    toAlike.add(ours, headed);
                }
            }
            System.out.println(toBare);
            System.out.println(toAlike);
            constant.stop(0);
            alike.stop(0);
        }
    }

    private static HealthServer serve(Vitals vitals) {
        return HealthServer.builder(vitals)
                .port(0)
                .server(HttpServerProvider.jdk())
                .start();
    }

    private static int length(int port) throws IOException {
        try (Caller caller = new Caller(port, "/health")) {
            return caller.call();
        }
    }

    private static HttpServer constant(int length, Map<String, String> headers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(CONNECTIONS, ServerBenchmark::daemon));
        byte[] answer = new byte[length];
        server.createContext("/health", exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
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
        try (Caller caller = new Caller(port, "/health")) {
            while (System.nanoTime() - end < 0) {
                caller.call();
                calls++;
            }
        }
        return calls;
    }

    private static void crowd() throws Exception {
        try (Vitals vitals = Vitals.builder("benchmark")
                        .deadline(DEADLINE)
                        .check("stuck", context -> stuck())
                        .build();
                HealthServer server = serve(vitals)) {
            List<Callable<Long>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(() -> millis(server.port(), "/health"));
            }
            Timings live = new Timings();
            callers.add(() -> {
                for (int i = 0; i < LIVENESS; i++) {
                    live.time(() -> millis(server.port(), "/health/live"));
                }
                return 0L;
            });
            long slowest = 0;
            for (long each : all(callers)) {
                slowest = Math.max(slowest, each);
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "crowd of %d: liveness %s, slowest report deadline + %d ms",
                    CALLERS,
                    live,
                    slowest - DEADLINE.toMillis()));
        }
    }

    private static Result stuck() throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(1).toMillis());
        return Result.up();
    }

    private static long millis(int port, String path) throws IOException {
        long begin = System.nanoTime();
        try (Caller caller = new Caller(port, path)) {
            caller.call();
        }
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static List<Long> all(List<Callable<Long>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size(), ServerBenchmark::daemon);
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

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "benchmark");
        thread.setDaemon(true);
        return thread;
    }

    /** One of the two servers, and what it has done. The processor's time is that of both ends. */
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
            calls += ServerBenchmark.calls(port);
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

    /** One connection that is used again and again. */
    private static final class Caller implements AutoCloseable {
        private static final String LENGTH = "content-length:";

        private final Socket socket;
        private final InputStream in;
        private final byte[] request;

        Caller(int port, String path) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1);
        }

        /** Returns the length of the answer. */
        int call() throws IOException {
            socket.getOutputStream().write(request);
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                    length = Integer.parseInt(line.substring(LENGTH.length()).strip());
                }
            }
            in.skipNBytes(length);
            return length;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the connection was closed");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
