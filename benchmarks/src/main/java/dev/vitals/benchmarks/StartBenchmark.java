package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs an application's start: from the builder to the first report of five trivial checks, once in each of
 * twenty fresh JVMs.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.StartBenchmark -pl benchmarks -am compile}</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(20)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartBenchmark {
    /** For JMH. */
    public StartBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(StartBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    /**
     * Builds an aggregator and waits for its first report. The process ends with it, so it is not closed.
     *
     * @return the report
     */
    @Benchmark
    public Report firstReport() {
        VitalsBuilder builder = Vitals.builder("benchmark");
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            builder.check(name, context -> Result.up());
        }
        return builder.build().report();
    }
}
