package dev.vitals.promises;

import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Promises 6 and 7: holds both ways, flapping, impact and scope. */
class StatusPromiseTest {
    private static final Result BROKEN = Result.down("test.broken", "broken");

    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = FakeProbe.answering(Result.up());

    private void next(Vitals vitals, Result result) {
        probe.answer(result);
        Fixture.step(clock, vitals);
        vitals.report();
    }

    @Test
    void a_check_fails_and_recovers_only_after_as_many_results_in_a_row_as_it_asks_for() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check(
                        "a",
                        probe,
                        c -> Fixture.eager(c).failAfter(Hold.results(3)).recoverAfter(Hold.results(2)))
                .build()) {
            vitals.report();
            next(vitals, BROKEN);
            next(vitals, BROKEN);
            next(vitals, Result.up());
            next(vitals, BROKEN);
            next(vitals, BROKEN);
            CheckReport held = look(vitals, "a");
            assertThat(held.status()).isEqualTo(Status.UP);
            assertThat(held.trend().pending()).contains(Status.DOWN);
            assertThat(held.trend().streak()).isEqualTo(2);

            next(vitals, BROKEN);
            assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);

            next(vitals, Result.up());
            assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
            assertThat(look(vitals, "a").cause()).isEqualTo("result.recovering");
            assertThat(look(vitals, "a").diagnosis())
                    .as("what it said before is not lost")
                    .anySatisfy(evidence -> assertThat(evidence.toString()).contains(BROKEN.summary()));
            next(vitals, Result.up());
            assertThat(look(vitals, "a").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_condition_must_last_as_long_as_its_check_asks_for() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("a", probe, c -> Fixture.eager(c).failAfter(Hold.lasting(Duration.ofSeconds(10))))
                .build()) {
            vitals.report();
            next(vitals, BROKEN);
            next(vitals, BROKEN);
            assertThat(look(vitals, "a").status()).isEqualTo(Status.UP);

            next(vitals, BROKEN);
            assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void flapping_is_counted_and_shown_and_forgotten_when_it_calms_down() {
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            vitals.report();
            for (int i = 0; i < 3; i++) {
                next(vitals, BROKEN);
                next(vitals, Result.up());
            }
            assertThat(look(vitals, "a").counts().transitions()).isEqualTo(6);
            assertThat(look(vitals, "a").trend().flapping()).isTrue();

            clock.advance(Duration.ofMinutes(11));
            assertThat(look(vitals, "a").trend().flapping()).isFalse();
        }
    }

    @Test
    void only_a_critical_check_takes_the_service_down() {
        for (Impact impact : Impact.values()) {
            try (Vitals vitals = Fixture.onDemand(clock)
                    .check("a", FakeProbe.answering(BROKEN), c -> c.impact(impact))
                    .build()) {
                Report report = vitals.report();
                assertThat(report.status()).isEqualTo(impact == Impact.CRITICAL ? Status.DOWN : Status.DEGRADED);
                assertThat(report.ready()).isEqualTo(impact != Impact.CRITICAL);
            }
        }
    }

    @Test
    void a_report_knows_since_when_it_is_so_even_if_nobody_asked_in_between() {
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("a", probe, c -> c.timeout(Duration.ofSeconds(60)).every(Duration.ofSeconds(60)))
                .build()) {
            Fixture.await().until(() -> vitals.report().status() == Status.UP);
            probe.answer(BROKEN);
            clock.advance(Duration.ofSeconds(67));
            Fixture.await().until(() -> probe.runs() == 2 && vitals.report().status() == Status.DEGRADED);
            Report early = vitals.report();
            clock.advance(Duration.ofSeconds(30));

            Report later = vitals.report();

            assertThat(later.since()).isEqualTo(early.since());
            assertThat(later.lasting()).isEqualTo(early.lasting().plusSeconds(30));
        }
    }

    @Test
    void a_shared_check_is_refused_in_liveness_unless_forced_by_name() {
        var builder = Fixture.onDemand(clock)
                .check("db", probe, c -> c.scope(Scope.SHARED).groups("live"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'db'")
                .hasMessageContaining("allowSharedInLiveness");

        builder.allowSharedInLiveness("db").build().close();
    }
}
