package dev.vitals.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vitals.errors.RecentErrors;
import dev.vitals.logging.LogbackErrors;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.slf4j.Logger;

/**
 * What it costs a thread that logs an error to have it remembered: Logback with an appender that only formats the message,
 * as any does, and the same with ours beside it. The difference of the medians is ours:
 * means are those of the machine as soon as something else runs on it.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.LoggingBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoggingBenchmark {
    private final RecentErrors errors = RecentErrors.create();
    private final Exception thrown = deep(40);

    /** Whether errors are remembered. */
    @Param({"false", "true"})
    public boolean remembered;

    @SuppressWarnings("NullAway.Init") // by open()
    private Logger logger;

    private int order;

    /** Opens Logback. */
    @Setup(Level.Trial)
    public void open() {
        LoggerContext context = new LoggerContext();
        Formatting appender = new Formatting();
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        if (remembered) {
            LogbackErrors.attach(errors, context);
        }
        logger = context.getLogger("app.orders.OrderService");
    }

    /** Logs a message. */
    @Benchmark
    public void message() {
        logger.error("order {} failed for {}", order++, "customer");
    }

    /** Logs a message with an exception that has a cause. */
    @Benchmark
    public void exception() {
        logger.error("order {} failed", order++, thrown);
    }

    private static Exception deep(int frames) {
        return frames == 0
                ? new IllegalStateException("outer", new IllegalArgumentException("inner"))
                : deep(frames - 1);
    }

    private static final class Formatting extends ListAppender<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            event.getFormattedMessage();
        }
    }

    /**
     * Runs this benchmark.
     *
     * @param arguments ignored
     * @throws RunnerException if it fails
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(LoggingBenchmark.class.getName())
                        .build())
                .run();
    }
}
