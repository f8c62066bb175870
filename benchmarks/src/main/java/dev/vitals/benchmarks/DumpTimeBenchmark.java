package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import java.util.concurrent.Callable;
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
 * How long the ways of {@link DumpBenchmark} take and what they allocate, by JMH. A dump looks twice at the threads, half a
 * second apart: that much of its time it waits.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.DumpTimeBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 4)
public class DumpTimeBenchmark {
    /** The way of seeing the threads. */
    @Param({"all", "print", "vitals"})
    public String way = "all";

    @SuppressWarnings("NullAway.Init") // by open()
    private Vitals vitals;

    @SuppressWarnings("NullAway.Init") // by open()
    private Callable<Object> action;

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DumpTimeBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /**
     * Fills the heap and starts the threads.
     *
     * @throws Exception if that is interrupted
     */
    @Setup(Level.Trial)
    public void open() throws Exception {
        DumpBenchmark.fill();
        DumpBenchmark.startThreads();
        vitals = DumpBenchmark.vitals();
        action = DumpBenchmark.action(way, vitals);
    }

    /** Closes the aggregator. */
    @TearDown(Level.Trial)
    public void close() {
        vitals.close();
    }

    /**
     * Sees the threads.
     *
     * @return something
     * @throws Exception if that fails
     */
    @Benchmark
    public Object see() throws Exception {
        return action.call();
    }
}
