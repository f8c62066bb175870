package dev.vitals.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.TrackedDataSource;
import dev.vitals.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to remember who borrows a connection: a borrow and return of HikariCP, bare and tracked, called by the
 * application itself and from under many frames of a library.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -Dbench=dev.vitals.benchmarks.BorrowBenchmark -pl benchmarks -am compile}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class BorrowBenchmark {
    /** Whether borrows are remembered. */
    @Param({"false", "true"})
    public boolean tracked;

    /** How many frames of a library there are between the application and the pool; even. */
    @Param({"0", "30", "60"})
    public int frames;

    @SuppressWarnings("NullAway.Init") // by open()
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init") // by open()
    private HikariDataSource pool;

    @SuppressWarnings("NullAway.Init") // by open()
    private DataSource source;

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if JMH cannot
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(BorrowBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    /** Starts a server and fills a pool. */
    @Setup(Level.Trial)
    public void open() {
        server = PostgresServer.start();
        pool = new HikariDataSource();
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        source = tracked ? TrackedDataSource.of(pool) : pool;
    }

    /** Closes both. */
    @TearDown(Level.Trial)
    public void close() {
        pool.close();
        server.close();
    }

    /**
     * Borrows a connection and gives it back.
     *
     * @throws SQLException if there is none
     * @throws ExecutionException if there is none
     * @throws InterruptedException never
     */
    @Benchmark
    public void borrow() throws SQLException, ExecutionException, InterruptedException {
        if (frames == 0) {
            source.getConnection().close();
            return;
        }
        // A method reference leaves no frame of its own, so all frames down to here are the library's.
        Callable<Connection> borrowing = source::getConnection;
        FutureTask<Connection> innermost = new FutureTask<>(borrowing);
        Runnable outermost = innermost;
        for (int i = 2; i < frames; i += 2) {
            outermost = new FutureTask<>(Executors.callable(outermost));
        }
        outermost.run();
        innermost.get().close();
    }
}
