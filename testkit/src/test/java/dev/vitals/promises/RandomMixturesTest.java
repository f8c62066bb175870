package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.testkit.FakeProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Throws mixtures of badly behaved probes and impatient callers at the engine, and checks what must hold of each
 * mixture. The seed in a failing test's name brings the same mixture back.
 */
class RandomMixturesTest {
    private static final Duration DEADLINE = Duration.ofMillis(50);
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final int CALLERS = 6;
    private static final int REPORTS = 25;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void the_promises_hold_for_every_mixture(long seed) throws Exception {
        Random random = new Random(seed);
        List<Erratic> probes = new ArrayList<>();
        VitalsBuilder builder = Fixture.builder().deadline(DEADLINE).schedule(random.nextBoolean());
        int checks = 1 + random.nextInt(12);
        for (int i = 0; i < checks; i++) {
            Erratic probe = new Erratic(random.nextLong());
            probes.add(probe);
            builder.check("check-" + i, probe.fake, policy -> randomPolicy(random, policy));
        }
        try (Vitals vitals = builder.build()) {
            callAtOnce(vitals, checks, random);

            assertThat(probes)
                    .allSatisfy(probe -> assertThat(probe.fake.mostAtOnce()).isLessThanOrEqualTo(1));
            assertThat(Fixture.ourThreads()).hasSizeLessThanOrEqualTo(checks + 2);

            probes.forEach(Erratic::calmDown);
            noResultIsLost(vitals, probes);
        }
        await().until(() -> Fixture.ourThreads().isEmpty());
    }

    private static CheckPolicy randomPolicy(Random random, CheckPolicy policy) {
        Duration timeout = Duration.ofMillis(5 + random.nextInt(60));
        return policy.timeout(timeout)
                .every(timeout.plusMillis(random.nextInt(30)))
                .maxAge(timeout.multipliedBy(2).plusMillis(40 + random.nextInt(60)))
                .impact(List.of(Impact.values()).get(random.nextInt(3)))
                .groups(random.nextBoolean() ? new String[] {"ready"} : new String[] {"ready", "some"})
                .failAfter(Hold.results(1 + random.nextInt(3)))
                .recoverAfter(Hold.results(1 + random.nextInt(3)))
                .interruptOnTimeout(random.nextBoolean());
    }

    private static void callAtOnce(Vitals vitals, int checks, Random random) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                long seed = random.nextLong();
                ends.add(callers.submit(() -> callOften(vitals, checks, new Random(seed))));
            }
            for (Future<?> end : ends) {
                end.get(2, TimeUnit.MINUTES);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static void callOften(Vitals vitals, int checks, Random random) {
        for (int i = 0; i < REPORTS; i++) {
            Selection selection = random.nextBoolean() ? Selection.ALL : Selection.group("ready");
            long before = System.nanoTime();
            Report report = vitals.report(selection);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(DEADLINE.plus(SLACK));
            assertThat(report.checks())
                    .extracting(CheckReport::name)
                    .doesNotHaveDuplicates()
                    .hasSize(checks);
            assertThat(report.checks()).allSatisfy(RandomMixturesTest::isConsistent);
        }
    }

    private static void isConsistent(CheckReport check) {
        assertThat(check.cause().equals(Result.OK)).isEqualTo(check.status() == Status.UP);
        assertThat(check.timing().age()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(check.timing().checkedAt().isEmpty())
                .isEqualTo(check.result().cause().equals("result.pending"));
    }

    /** Once all probes answer in time again, each check shows the last answer its probe gave. */
    private static void noResultIsLost(Vitals vitals, List<Erratic> probes) {
        await().untilAsserted(() -> {
            Report report = vitals.report();
            for (int i = 0; i < probes.size(); i++) {
                Erratic probe = probes.get(i);
                CheckReport check = report.check("check-" + i).orElseThrow();
                long calmSince = probe.calmSince;
                assertThat(check.result().summary()).startsWith("answer ");
                assertThat(Long.parseLong(check.result().summary().substring("answer ".length())))
                        .isGreaterThan(calmSince);
                assertThat(check.status()).isEqualTo(Status.UP);
            }
        });
    }

    /** Answers, throws, dawdles or hangs, as its random numbers say, and numbers its answers. */
    private static final class Erratic {
        private final Random random;
        private final AtomicLong answers = new AtomicLong();
        private final CountDownLatch calm = new CountDownLatch(1);
        private final FakeProbe fake = FakeProbe.doing(new Misbehaviour());
        private volatile long calmSince;

        Erratic(long seed) {
            this.random = new Random(seed);
        }

        void calmDown() {
            calmSince = answers.get();
            calm.countDown();
            fake.behave(context -> Result.up("answer " + answers.incrementAndGet()));
        }

        private final class Misbehaviour implements Probe {
            @Override
            public Result check(ProbeContext context) throws Exception {
                return switch (random.nextInt(9)) {
                    case 0 -> throw new IllegalStateException("thrown");
                    case 1 -> throw new AssertionError("error");
                    case 2 -> late();
                    case 3 -> hang();
                    case 4 -> answer(Status.DOWN);
                    case 5 -> answer(Status.DEGRADED);
                    case 6 -> answer(Status.UNKNOWN);
                    default -> answer(Status.UP);
                };
            }

            private Result late() throws InterruptedException {
                calm.await(random.nextInt(120), TimeUnit.MILLISECONDS);
                return answer(Status.UP);
            }

            private Result hang() throws InterruptedException {
                if (random.nextInt(3) == 0) {
                    calm.await();
                }
                return late();
            }

            private Result answer(Status status) {
                String summary = "answer " + answers.incrementAndGet();
                return Result.of(status, status == Status.UP ? Result.OK : "test.erratic", summary);
            }
        }
    }
}
