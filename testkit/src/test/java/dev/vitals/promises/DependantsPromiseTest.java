package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Promise 15: checks follow what they depend on. */
class DependantsPromiseTest {
    private static final Result REFUSED = Result.down("test.refused", "connection refused");
    private static final Result CANNOT_ASK = Result.unknown("test.unasked", "connection refused");
    private static final Duration SPREAD = Duration.ofSeconds(3);

    /** The schedule's marks are as far apart. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final ManualClock clock = new ManualClock();
    private final FakeProbe connect = FakeProbe.answering(Result.up());
    private final FakeProbe size = FakeProbe.answering(Result.up());

    private static CheckPolicy slow(CheckPolicy policy) {
        return policy.every(Duration.ofMinutes(5)).resource("db");
    }

    private static CheckPolicy often(CheckPolicy policy) {
        return policy.every(Duration.ofSeconds(5)).resource("db");
    }

    private void pass(Vitals vitals, Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            settle(vitals);
        }
    }

    private static void settle(Vitals vitals) {
        await().until(() -> vitals.report().checks().stream()
                .allMatch(check -> check.timing().running().isEmpty()));
    }

    private Vitals aggregator() {
        Vitals vitals = Fixture.builder()
                .time(clock)
                .check("connect", connect, DependantsPromiseTest::often)
                .check("size", size, c -> slow(c).dependsOn("connect"))
                .build();
        settle(vitals);
        return vitals;
    }

    @Test
    void what_could_not_ask_runs_again_within_seconds_of_the_recovery() {
        connect.answer(REFUSED);
        size.answer(CANNOT_ASK);
        try (Vitals vitals = aggregator()) {
            assertThat(look(vitals, "size").status()).isEqualTo(Status.UNKNOWN);
            connect.answer(Result.up());
            size.answer(Result.up());

            pass(vitals, Duration.ofSeconds(6).plus(SPREAD));

            assertThat(look(vitals, "size").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_good_result_from_before_an_outage_does_not_count_as_up_and_is_renewed_within_seconds() {
        try (Vitals vitals = aggregator()) {
            assertThat(look(vitals, "size").status()).isEqualTo(Status.UP);
            Runnable letGo = size.hang();
            connect.answer(REFUSED);
            while (look(vitals, "connect").status() == Status.UP) {
                clock.advance(Duration.ofSeconds(1));
                await().until(() -> look(vitals, "connect").timing().running().isEmpty());
            }

            assertThat(look(vitals, "size").status()).isEqualTo(Status.UNKNOWN);
            assertThat(look(vitals, "size").cause()).isEqualTo("result.overtaken");
            assertThat(look(vitals, "size").note())
                    .hasValueSatisfying(note -> assertThat(note).contains("connect"));
            assertThat(look(vitals, "size").timing().since())
                    .isEqualTo(look(vitals, "connect").timing().since());

            letGo.run();
            pass(vitals, SPREAD);
            assertThat(look(vitals, "size").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void on_demand_a_good_result_from_before_an_outage_is_renewed_by_the_next_report() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("connect", connect, Fixture::eager)
                .check("size", size, c -> c.maxAge(Duration.ofHours(1)).dependsOn("connect"))
                .build()) {
            vitals.report();
            connect.answer(REFUSED);
            size.answer(CANNOT_ASK);
            Fixture.step(clock, vitals);

            vitals.report();

            assertThat(vitals.report().check("size").orElseThrow().cause()).isEqualTo("test.unasked");
        }
    }

    @Test
    void results_of_one_round_do_not_overtake_each_other() {
        connect.answer(REFUSED);
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("connect", connect)
                .check("size", size, c -> c.dependsOn("connect"))
                .build()) {
            assertThat(vitals.report().check("size").orElseThrow().status()).isEqualTo(Status.UP);
            assertThat(size.runs()).isEqualTo(1);
        }
    }

    @Test
    void a_check_of_the_same_resource_follows_its_connection_check_without_saying_so() {
        connect.answer(REFUSED);
        FakeProbe own = FakeProbe.answering(CANNOT_ASK);
        FakeProbe apart = FakeProbe.answering(CANNOT_ASK);
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("connect", connect, DependantsPromiseTest::often)
                .check("size", size, c -> slow(c).dependsOn("connect"))
                .check("own", own, DependantsPromiseTest::slow)
                .check("apart", apart, c -> slow(c).resource("other"))
                .build()) {
            settle(vitals);
            connect.answer(Result.up());
            own.answer(Result.up());

            pass(vitals, Duration.ofSeconds(6).plus(SPREAD));

            assertThat(look(vitals, "own").status()).isEqualTo(Status.UP);
            assertThat(apart.runs()).isEqualTo(1);
        }
    }

    @Test
    void what_depends_through_another_follows_too() {
        connect.answer(REFUSED);
        FakeProbe report = FakeProbe.answering(CANNOT_ASK);
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("connect", connect, DependantsPromiseTest::often)
                .check("size", size, c -> slow(c).dependsOn("connect"))
                .check("report", report, c -> c.every(Duration.ofMinutes(5)).dependsOn("size"))
                .build()) {
            settle(vitals);
            connect.answer(Result.up());
            report.answer(Result.up());

            pass(vitals, Duration.ofSeconds(6).plus(SPREAD));

            assertThat(look(vitals, "report").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void many_dependants_are_spread_over_a_few_seconds() {
        List<Long> begun = new CopyOnWriteArrayList<>();
        List<FakeProbe> many = new ArrayList<>();
        connect.answer(REFUSED);
        var builder = Fixture.builder().time(clock).check("connect", connect, DependantsPromiseTest::often);
        for (int i = 0; i < 10; i++) {
            FakeProbe probe = FakeProbe.doing(context -> {
                begun.add(clock.nanoTime());
                return CANNOT_ASK;
            });
            many.add(probe);
            builder.check("size-" + i, probe, c -> slow(c).dependsOn("connect"));
        }
        try (Vitals vitals = builder.build()) {
            settle(vitals);
            begun.clear();
            connect.answer(Result.up());
            while (begun.size() < many.size()) {
                clock.advance(STEP);
                settle(vitals);
            }

            long first = begun.stream().mapToLong(Long::longValue).min().orElseThrow();
            long last = begun.stream().mapToLong(Long::longValue).max().orElseThrow();
            assertThat(Duration.ofNanos(last - first)).isBetween(Duration.ofSeconds(2), SPREAD.plus(STEP));
            assertThat(begun.stream().distinct().count()).isGreaterThan(many.size() / 2);
        }
    }
}
