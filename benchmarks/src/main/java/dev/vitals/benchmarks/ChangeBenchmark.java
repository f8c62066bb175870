package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.format.Access;
import dev.vitals.format.JsonFormat;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to make a report of a thousand checks after one of them has changed, and to write it as JSON.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.ChangeBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 5, time = 5)
public class ChangeBenchmark {
    private static final int CHECKS = 1_000;
    private static final Duration AGE = Duration.ofMillis(20);

    @SuppressWarnings("NullAway.Init") // by open()
    private Vitals vitals;

    private volatile boolean bad;

    /** For JMH. */
    public ChangeBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ChangeBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    /** Builds an aggregator and waits for every first result. */
    @Setup(Level.Trial)
    public void open() {
        VitalsBuilder builder = Vitals.builder("benchmark").schedule(false).deadline(Duration.ofMinutes(1));
        // Too old before the next invocation, which comes after a pause: see change().
        builder.check(
                "changing",
                context -> bad ? Result.degraded("it.changed", "changed") : Result.up(),
                policy -> policy.timeout(AGE).maxAge(AGE));
        for (int i = 1; i < CHECKS; i++) {
            builder.check("check-" + i, context -> Result.up(), policy -> policy.maxAge(Duration.ofDays(1)));
        }
        vitals = builder.build();
        vitals.report();
    }

    /**
     * Changes what a check finds, and waits until its result is too old to be served: awake, since the processor of a
     * machine that has slept is slow for a while.
     */
    @Setup(Level.Invocation)
    public void change() {
        bad = !bad;
        long end = System.nanoTime() + AGE.plusMillis(2).toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** Closes the aggregator. */
    @TearDown(Level.Trial)
    public void close() {
        vitals.close();
    }

    /**
     * Runs the check that has changed, and writes the report that shows it.
     *
     * @return the JSON
     */
    @Benchmark
    public byte[] reportAfterChange() {
        return JsonFormat.DEFAULT.render(vitals.report(), Access.DETAIL);
    }
}
