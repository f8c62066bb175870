package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.internal.process.Load;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Proves that a probe keeps the contract of {@link Probe}. Extend it, say what a working, a broken and a hanging target
 * look like, and inherit the tests:
 *
 * <pre>{@code
 * class SmtpProbeTest extends ProbeContractTest {
 *     protected Probe working() { return new SmtpProbe(realServer); }
 *     protected Probe broken()  { return new SmtpProbe(nobodyListens); }
 *     protected Probe hanging() { return new SmtpProbe(blackHole); }
 * }
 * }</pre>
 *
 * <p>Each method is asked for a new probe in every test. A probe that is {@link AutoCloseable} is closed after it.
 *
 * @since 0.1.0
 */
public abstract class ProbeContractTest {
    private static final int MANY = 20;

    /** For claims that are not about time: as long as a report may take. */
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /** What a thread may take to notice that its time is up, on an idle machine. */
    private static final Duration OVERRUN = Duration.ofSeconds(2);

    /** For subclasses. */
    protected ProbeContractTest() {}

    /**
     * Returns a probe whose target works.
     *
     * @return a new probe
     */
    protected abstract Probe working();

    /**
     * Returns a probe whose target is not there, or refuses.
     *
     * @return a new probe
     */
    protected abstract Probe broken();

    /**
     * Returns a probe whose target never answers.
     *
     * @return a new probe
     */
    protected abstract Probe hanging();

    /**
     * Returns what must not be seen in any answer.
     *
     * @return passwords and the like that the probes were made with; none by default
     */
    protected List<String> secrets() {
        return List.of();
    }

    /**
     * Returns how long a run with a hanging target may take before the probe must have given up by itself. It is forgiven
     * two seconds, and more on a busy machine.
     *
     * @return 2 seconds by default
     */
    protected Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Test
    final void a_working_target_is_up_time_and_again() throws Exception {
        with(working(), probe -> {
            ProbeHarness harness = ProbeHarness.of(probe);
            for (int i = 0; i < 3; i++) {
                assertThat(inTime(harness::check).status()).isEqualTo(Status.UP);
            }
        });
    }

    @Test
    final void a_broken_target_has_a_cause_of_its_own_that_stays_the_same() throws Exception {
        with(broken(), probe -> {
            CheckReport first = throughEngine(probe);
            assertThat(first.status()).isIn(Status.DOWN, Status.DEGRADED);
            assertThat(first.cause())
                    .as("a probe should class the failures it can foresee instead of throwing")
                    .doesNotStartWith("probe.");
            assertThat(throughEngine(probe).cause()).isEqualTo(first.cause());
        });
    }

    @Test
    final void a_hanging_target_is_given_up_within_the_time_of_the_run() throws Exception {
        with(hanging(), probe -> {
            Result result = givenUp(ProbeHarness.of(probe).timeout(patience()));
            assertThat(result.status()).isNotEqualTo(Status.UP);
        });
    }

    @Test
    final void no_secret_is_in_any_answer() throws Exception {
        for (Probe each : List.of(working(), broken(), hanging())) {
            with(each, probe -> {
                ProbeHarness harness = ProbeHarness.of(probe).timeout(patience());
                String seen = inTime(() -> answer(harness)) + " " + inTime(() -> diagnosis(harness));
                secrets().forEach(secret -> assertThat(seen).doesNotContain(secret));
            });
        }
    }

    @Test
    final void many_runs_leave_no_thread_behind() throws Exception {
        for (Probe each : List.of(working(), broken())) {
            with(each, probe -> {
                ProbeHarness harness = ProbeHarness.of(probe);
                inTime(() -> answer(harness));
                int before = Thread.activeCount();
                for (int i = 0; i < MANY; i++) {
                    inTime(() -> answer(harness));
                }
                assertThat(Thread.activeCount()).isLessThan(before + MANY / 2);
            });
        }
    }

    @Test
    final void an_aggregator_takes_it_with_its_default_policy() throws Exception {
        with(working(), probe -> {
            aggregator(probe, probe.defaultPolicy()).close();
            assertThat(throughEngine(probe).status()).isEqualTo(Status.UP);
        });
    }

    @Test
    final void closing_it_twice_does_no_harm() throws Exception {
        with(working(), probe -> {
            inTime(ProbeHarness.of(probe)::check);
            close(probe);
        });
    }

    private static CheckReport throughEngine(Probe probe) {
        try (Vitals vitals = aggregator(probe, patient(probe.defaultPolicy()))) {
            return vitals.check("probe").orElseThrow();
        }
    }

    private static Vitals aggregator(Probe probe, CheckPolicy policy) {
        // The aggregator closes what it was given; this shields the probe from that.
        Probe shielded = context -> probe.check(context);
        return Vitals.builder("contract")
                .schedule(false)
                .deadline(PLENTY)
                .check("probe", shielded, any -> policy)
                .build();
    }

    /** On a busy machine a probe that works takes longer, too. */
    private static CheckPolicy patient(CheckPolicy policy) {
        Duration timeout = Load.stretch(policy.timeout());
        Duration interval = policy.interval().plus(timeout);
        return policy.timeout(timeout)
                .every(interval)
                .maxAge(policy.trustedFor().plus(interval));
    }

    /** A probe may throw; what the engine makes of that is an answer too. */
    private static Result answer(ProbeHarness harness) {
        try {
            return harness.check();
        } catch (Exception e) {
            return Result.down("probe.error", e.toString());
        }
    }

    private static String diagnosis(ProbeHarness harness) {
        try {
            return harness.diagnose().toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private Result givenUp(ProbeHarness harness) throws Exception {
        var run = new FutureTask<>(() -> answer(harness));
        Thread thread = start(run);
        try {
            return get(run, patience());
        } catch (TimeoutException e) {
            return getNow(run, thread);
        } finally {
            thread.interrupt();
        }
    }

    /** Measures how busy the machine is when it matters. */
    private Result getNow(FutureTask<Result> run, Thread thread) throws Exception {
        Duration overrun = Load.stretch(OVERRUN);
        try {
            return get(run, overrun);
        } catch (TimeoutException e) {
            var here = new Throwable("it is here");
            here.setStackTrace(thread.getStackTrace());
            throw new AssertionError(
                    "the probe had " + patience() + " and has not given up " + overrun
                            + " later: derive each limit in it from ProbeContext.remaining()",
                    here);
        }
    }

    private static <T> T inTime(Callable<T> body) throws Exception {
        var run = new FutureTask<>(body);
        Thread thread = start(run);
        try {
            return get(run, PLENTY);
        } finally {
            thread.interrupt();
        }
    }

    private static Thread start(Runnable run) {
        var thread = new Thread(run, "probe-contract");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static <T> T get(Future<T> run, Duration limit) throws Exception {
        return run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void with(Probe probe, Body body) throws Exception {
        try {
            body.run(probe);
        } finally {
            close(probe);
        }
    }

    private static void close(Probe probe) throws Exception {
        if (probe instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private interface Body {
        void run(Probe probe) throws Exception;
    }
}
