package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Group;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.time.Duration;
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
 * What it costs to read a report of state that does not change, with the bytes allocated.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.ReportBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ReportBenchmark {
    private static final Selection READY = Selection.group(Group.READY);

    /** How many checks there are. */
    @Param({"10", "1000"})
    public int checks;

    @SuppressWarnings("NullAway.Init") // by open()
    private Vitals vitals;

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ReportBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /** Builds an aggregator and waits for every first result. */
    @Setup(Level.Trial)
    public void open() {
        VitalsBuilder builder = Vitals.builder("benchmark").schedule(false).deadline(Duration.ofMinutes(1));
        for (int i = 0; i < checks; i++) {
            builder.check("check-" + i, context -> Result.up(), ReportBenchmark::lasting);
        }
        vitals = builder.build();
        vitals.report();
    }

    private static CheckPolicy lasting(CheckPolicy policy) {
        return policy.maxAge(Duration.ofDays(1));
    }

    /** Closes the aggregator. */
    @TearDown(Level.Trial)
    public void close() {
        vitals.close();
    }

    /**
     * Reads the report of everything.
     *
     * @return the report
     */
    @Benchmark
    public Report everything() {
        return vitals.report();
    }

    /**
     * Reads the report of a group.
     *
     * @return the report
     */
    @Benchmark
    public Report group() {
        return vitals.report(READY);
    }

    /**
     * Asks whether start-up is over.
     *
     * @return true
     */
    @Benchmark
    public boolean started() {
        return ((ReportSource) vitals).started();
    }
}
