package dev.vitals.benchmarks;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Result;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an application at rest pays for a thousand trivial checks that run every 10 s: processor time by kind of thread,
 * after a minute to warm up, over another one. Nobody reads a report.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.RestBenchmark -pl benchmarks -am compile}</pre>
 */
public final class RestBenchmark {
    private static final int CHECKS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    private RestBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws InterruptedException if it is stopped
     */
    public static void main(String[] arguments) throws InterruptedException {
        VitalsBuilder builder = Vitals.builder("benchmark");
        for (int i = 0; i < CHECKS; i++) {
            builder.check("check-" + i, context -> Result.up(), policy -> policy.every(Duration.ofSeconds(10)));
        }
        try (Vitals vitals = builder.build()) {
            vitals.report();
            Thread.sleep(WARM_UP.toMillis());
            Map<String, Long> before = cpu();
            Thread.sleep(MEASURED.toMillis());
            Map<String, Long> after = cpu();
            after.forEach((kind, nanos) -> System.out.println(String.format(
                    Locale.ROOT,
                    "%-20s %.1f ms/s",
                    kind,
                    (nanos - before.getOrDefault(kind, 0L)) / 1e6 / MEASURED.toSeconds())));
        }
    }

    /** Processor time of our threads, by name without its number. */
    private static Map<String, Long> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> all = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            String name = String.valueOf(threads.getThreadInfo(id)).replaceAll("^\"|\"[\\s\\S]*", "");
            if (name.startsWith("vitals-")) {
                all.merge(name.replaceAll("-\\d+$", ""), Math.max(0, threads.getThreadCpuTime(id)), Long::sum);
            }
        }
        return all;
    }
}
