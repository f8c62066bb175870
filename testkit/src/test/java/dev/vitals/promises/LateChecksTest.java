package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Group;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A check of which only the thing it looks at can tell whether there is anything to look at. */
class LateChecksTest {
    private final ManualClock clock = new ManualClock();
    private final FakeProbe there = FakeProbe.answering(Result.up());
    private final FakeProbe late = FakeProbe.answering(Result.down("late.bad", "bad"));

    @Test
    void a_check_with_nothing_to_look_at_is_neither_run_nor_shown() {
        late.applies(false);
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("there", there)
                .check("late", late)
                .build()) {
            Report report = vitals.report();

            assertThat(report.status()).isEqualTo(Status.UP);
            assertThat(report.check("late")).isEmpty();
            assertThat(vitals.check("late")).isEmpty();
            assertThat(vitals.names()).containsExactly("there");
            assertThat(vitals.report(Selection.group(Group.READY)).ready()).isTrue();
            assertThat(vitals.started()).isTrue();
            assertThat(late.runs()).isZero();
        }
    }

    @Test
    void it_is_a_check_like_any_other_from_the_moment_there_is_something() {
        late.applies(false);
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("there", there, Fixture::eager)
                .check("late", late)
                .build()) {
            vitals.report();
            late.applies(true);
            Fixture.step(clock, vitals);

            assertThat(vitals.report().check("late").orElseThrow().status()).isEqualTo(Status.DOWN);
            assertThat(vitals.names()).containsExactly("there", "late");
        }
    }

    @Test
    void the_schedule_passes_over_it_until_then() {
        late.applies(false);
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("there", there)
                .check("late", late)
                .build()) {
            await().until(() -> there.runs() == 1);
            clock.advance(Fixture.INTERVAL.plus(Duration.ofSeconds(2)));
            await().until(() -> there.runs() == 2);
            assertThat(late.runs()).isZero();

            late.applies(true);

            // The schedule may be passing over it just now, and then comes back an interval after that.
            await().until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return late.runs() > 0;
            });
            assertThat(vitals.names()).containsExactly("there", "late");
        }
    }
}
