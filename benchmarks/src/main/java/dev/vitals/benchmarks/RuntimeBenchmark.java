package dev.vitals.benchmarks;

import dev.vitals.host.HostProbes;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.Result;
import dev.vitals.testkit.ProbeHarness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What one round of the checks of host and virtual machine costs in a process with a thousand threads, in CPU time
 * ({@code cpuMicros}, the sum of all 20 rounds) beside time on the wall: after a pause of a second, in which an idle machine
 * goes to sleep, and right after another round. Each round looks for itself at everything.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.RuntimeBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class RuntimeBenchmark {
    private static final int DEPTH = 60;
    private static final int LONG_AGO = 3_000;

    /** How many threads there are besides. */
    @Param({"1000"})
    public int threads;

    /** Which checks. */
    @Param({"jvm", "host", "both"})
    @SuppressWarnings("NullAway.Init") // by JMH
    public String set;

    /** For how long nothing is done before a round. */
    @Param({"0", "1050"})
    public int pauseMillis;

    private final ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    private final BlockingQueue<String> work = new LinkedBlockingQueue<>();
    private final List<ProbeSet<?>> sets = new ArrayList<>();
    private final List<ProbeHarness> checks = new ArrayList<>();

    /** The CPU time of the thread that runs the checks. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {
        /** In microseconds. */
        public double cpuMicros;

        /** Starts at nothing. */
        @Setup(Level.Iteration)
        public void clear() {
            cpuMicros = 0;
        }
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RuntimeBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /**
     * Starts the threads, each deep in a call and waiting for work as those of a pool do, and lets the code be compiled as it is in a process that has run for hours.
     *
     * @throws Exception if a check fails
     */
    @Setup(Level.Trial)
    public void open() throws Exception {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(null, () -> waitBelow(DEPTH), "idle-" + i, 256 * 1024);
            thread.setDaemon(true);
            thread.start();
        }
        sets.add(JvmProbes.standard());
        sets.add(HostProbes.standard());
        sets.stream()
                .flatMap(some -> some.checks().stream())
                .filter(check -> set.equals("both") || check.name().startsWith(set))
                .map(Check::probe)
                .map(ProbeHarness::of)
                .forEach(checks::add);
        for (int i = 0; i < LONG_AGO; i++) {
            for (ProbeHarness check : checks) {
                check.check();
            }
        }
    }

    private void waitBelow(int depth) {
        if (depth > 0) {
            waitBelow(depth - 1);
            return;
        }
        try {
            work.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does nothing for a while.
     *
     * @throws InterruptedException if interrupted
     */
    @Setup(Level.Iteration)
    public void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
    }

    /**
     * Runs every check once.
     *
     * @param cpu counts
     * @param hole takes the results
     * @throws Exception if a check fails
     */
    @Benchmark
    public void round(Cpu cpu, Blackhole hole) throws Exception {
        long before = beans.getCurrentThreadCpuTime();
        for (ProbeHarness check : checks) {
            Result result = check.check();
            hole.consume(result);
        }
        cpu.cpuMicros += (beans.getCurrentThreadCpuTime() - before) / 1e3;
    }

    /** Lets the threads go. */
    @TearDown(Level.Trial)
    public void close() {
        work.addAll(Collections.nCopies(threads, ""));
        sets.forEach(ProbeSet::close);
    }
}
