package dev.vitals.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.probe.Result;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The endpoint on the JDK's server: how many reports a second over four kept-alive connections, beside the same server with
 * a constant answer of the same length; and, with 40 callers of a report whose check never ends, how long liveness takes,
 * and the last of the reports beyond the deadline.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.ServerBenchmark -pl benchmarks -am compile}</pre>
 */
public final class ServerBenchmark {
    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int CALLERS = 40;
    private static final int LIVENESS = 20;
    private static final Duration DEADLINE = Duration.ofMillis(800);

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
                HealthServer server = vitals.serve(0)) {
            vitals.report();
            HttpServer constant = constant(length(server.port()));
            for (int round = 0; round < ROUNDS; round++) {
                double ours = perSecond(server.port());
                double bare = perSecond(constant.getAddress().getPort());
                System.out.println(String.format(
                        Locale.ROOT, "report %.0f/s, constant answer %.0f/s, ratio %.2f", ours, bare, ours / bare));
            }
            constant.stop(0);
        }
    }

    private static int length(int port) throws IOException {
        try (Caller caller = new Caller(port, "/health")) {
            return caller.call();
        }
    }

    private static HttpServer constant(int length) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(CONNECTIONS, ServerBenchmark::daemon));
        byte[] answer = new byte[length];
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static double perSecond(int port) throws Exception {
        List<Callable<Long>> callers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            callers.add(() -> callFor(port));
        }
        long calls = 0;
        for (long each : all(callers)) {
            calls += each;
        }
        return calls / (double) ROUND.toSeconds();
    }

    private static long callFor(int port) throws IOException {
        long end = System.nanoTime() + ROUND.toNanos();
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
                HealthServer server = vitals.serve(0)) {
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
