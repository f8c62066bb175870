package dev.vitals.benchmarks;

import dev.vitals.host.HostProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What one round of the host's checks costs, each run once, and what each of them costs alone, in a process with a thousand
 * threads.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.HostBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HostBenchmark {
    private static final int THREADS = 1_000;

    /** The check that runs; {@code all} of the standard ones. */
    @Param({"all", "disk", "memory", "cpu", "pressure", "swap", "descriptors", "tasks", "sockets", "clock"})
    public String check = "all";

    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Context> contexts = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // by open()
    private List<Check> checks;

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(HostBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /** Starts the threads and makes the checks. */
    @Setup(Level.Trial)
    public void open() {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::park, "idle-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        checks = HostProbes.standard().checks().stream()
                .filter(candidate -> check.equals("all") || candidate.name().equals("host." + check))
                .toList();
        checks.forEach(one -> contexts.put(one.name(), new Context(one.name())));
    }

    private void park() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void close() {
        end.countDown();
    }

    /**
     * Runs each check once. They share what they read as they do when the engine runs them together.
     *
     * @return the results
     * @throws Exception if a check does
     */
    @Benchmark
    public List<Result> round() throws Exception {
        List<Result> results = new ArrayList<>();
        for (Check one : checks) {
            results.add(one.probe().check(Objects.requireNonNull(contexts.get(one.name()))));
        }
        return results;
    }

    /** What the engine keeps for a check, without its machinery. */
    private record Context(String name, Map<String, Long> counters) implements ProbeContext {
        Context(String name) {
            this(name, new HashMap<>());
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Duration remaining() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int remainingMillis() {
            return 5_000;
        }

        @Override
        public OptionalLong increase(String counter, long value) {
            Long before = counters.put(counter, value);
            return before == null ? OptionalLong.empty() : OptionalLong.of(value - before);
        }

        @Override
        public OptionalDouble ratePerSecond(String counter, long value) {
            return increase(counter, value).isPresent() ? OptionalDouble.of(0) : OptionalDouble.empty();
        }

        @Override
        public Stay entering(Result ifStuck) {
            return () -> {};
        }
    }
}
