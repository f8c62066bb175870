package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.jetty.JettyProvider;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The endpoint on the JDK's server and on Jetty: how many reports a second over four kept-alive connections, beside the
 * same kind of server with a constant answer of the same length, without the headers of a report and with them, which every
 * caller has to read; and, with 40 callers of a report whose check never ends, how long liveness takes on the JDK's server,
 * and the last of the reports beyond the deadline.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.ServerBenchmark -pl benchmarks -am compile}</pre>
 */
public final class ServerBenchmark {
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
        throughput("the JDK's server", HttpServerProvider.jdk(), ConstantAnswer::jdk);
        throughput("Jetty", new JettyProvider(), ConstantAnswer::jetty);
        crowd();
    }

    private static void throughput(String kind, HttpServerProvider provider, Constant constant) throws Exception {
        VitalsBuilder builder = Vitals.builder("benchmark");
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            builder.check(name, context -> Result.up());
        }
        try (Vitals vitals = builder.build();
                HealthServer server = serve(vitals, provider)) {
            vitals.report();
            byte[] alike = new byte[length(server.port())];
            try (ConstantAnswer bare = constant.start(alike, Map.of());
                    ConstantAnswer headed = constant.start(alike, HEADERS)) {
                Throughput.compare(kind, server.port(), bare.port(), headed.port());
            }
        }
    }

    private static HealthServer serve(Vitals vitals, HttpServerProvider provider) {
        return HealthServer.builder(vitals).port(0).server(provider).start();
    }

    private static int length(int port) throws IOException {
        try (HttpCaller caller = new HttpCaller(port, "/health")) {
            return caller.call();
        }
    }

    private static void crowd() throws Exception {
        try (Vitals vitals = Vitals.builder("benchmark")
                        .deadline(DEADLINE)
                        .check("stuck", context -> stuck())
                        .build();
                HealthServer server = serve(vitals, HttpServerProvider.jdk())) {
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
            for (long each : Throughput.all(callers)) {
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
        try (HttpCaller caller = new HttpCaller(port, path)) {
            caller.call();
        }
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    @FunctionalInterface
    private interface Constant {
        ConstantAnswer start(byte[] answer, Map<String, String> headers) throws Exception;
    }
}
