package dev.vitals.benchmarks;

import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.options.ServerOptions;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to look at a PostgreSQL with 300 sessions of which 150 wait for locks: the join that people run by hand,
 * the {@code locks} check, and all checks of the database. Taken in turns, so that a noisy machine is noisy to all.
 *
 * <pre>{@code mvn -q -ntp -Dquick=bench -pl benchmarks -am compile}</pre>
 */
public final class BlockingBenchmark {
    private static final int SESSIONS = 300;
    private static final int WAITERS = 150;
    private static final int WARM_UP = 10;
    private static final int TURNS = 30;

    /** Readings are shared for a second; a round must make its own. */
    private static final Duration PAUSE = Duration.ofMillis(1_050);

    /** As runbooks have it: every lock of the same kind counts as a blocker. */
    private static final String JOIN = "SELECT blocked_locks.pid AS blocked_pid,"
            + " blocked_activity.usename AS blocked_user, blocking_locks.pid AS blocking_pid,"
            + " blocking_activity.usename AS blocking_user, blocked_activity.query AS blocked_statement,"
            + " blocking_activity.query AS current_statement_in_blocking_process"
            + " FROM pg_catalog.pg_locks blocked_locks"
            + " JOIN pg_catalog.pg_stat_activity blocked_activity ON blocked_activity.pid = blocked_locks.pid"
            + " JOIN pg_catalog.pg_locks blocking_locks ON blocking_locks.locktype = blocked_locks.locktype"
            + " JOIN pg_catalog.pg_stat_activity blocking_activity ON blocking_activity.pid = blocking_locks.pid"
            + " WHERE NOT blocked_locks.granted";

    private final Connection byHand;
    private final JdbcProbes probes;
    private final PrintStream out;
    private final Timings join = new Timings();
    private final Timings locks = new Timings();
    private final Timings round = new Timings();

    private BlockingBenchmark(Connection byHand, JdbcProbes probes, PrintStream out) {
        this.byHand = byHand;
        this.probes = probes;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws Exception if the server cannot be started or does not do as asked
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        ServerOptions options = ServerOptions.defaults().withSetting("max_connections", "400");
        try (PostgresServer server = PostgresServer.start(options);
                Crowd crowd = Crowd.of(server, SESSIONS, WAITERS);
                JdbcProbes probes = JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password())) {
            out.printf(
                    "PostgreSQL %s, %d sessions, %d of them waiting, Java %s%n",
                    server.version(), SESSIONS, WAITERS, System.getProperty("java.version"));
            new BlockingBenchmark(crowd.connect(), probes, out).run();
        }
    }

    private void run() throws Exception {
        for (int turn = 0; turn < WARM_UP; turn++) {
            join();
            check("locks");
            round();
        }
        for (int turn = 0; turn < TURNS; turn++) {
            join.time(this::join);
            locks.time(() -> check("locks"));
            Thread.sleep(PAUSE.toMillis());
            round.time(this::round);
        }
        Result found = check("locks");
        out.println("| what | answers | median | range | of the join |");
        out.println("|---|---|---|---|---|");
        print("join of the runbook", join() + " rows", join);
        print("locks check", found.summary(), locks);
        print("all " + probes.checks().size() + " checks, one after the other", "a whole round", round);
    }

    private void print(String what, String answer, Timings timings) {
        out.printf(Locale.ROOT, "| %s | %s | %s | %.2f |%n", what, answer, timings, timings.median() / join.median());
    }

    private int join() throws SQLException {
        try (Statement statement = byHand.createStatement();
                ResultSet rows = statement.executeQuery(JOIN)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private Result check(String name) throws Exception {
        for (Check check : probes.checks()) {
            if (check.name().endsWith("." + name)) {
                return ProbeHarness.of(check.probe()).check();
            }
        }
        throw new IllegalArgumentException("no check " + name);
    }

    private void round() throws Exception {
        List<Check> all = probes.checks();
        for (Check check : all) {
            if (check.probe().applies()) {
                ProbeHarness.of(check.probe()).check();
            }
        }
    }
}
