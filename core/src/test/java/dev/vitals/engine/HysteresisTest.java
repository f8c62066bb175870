package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HysteresisTest {
    private static final Hold THREE = Hold.results(3);
    private static final Hold MINUTE = Hold.lasting(Duration.ofMinutes(1));

    @Test
    void before_the_first_result_the_status_is_unknown_and_nothing_is_pending() {
        Hysteresis fresh = Hysteresis.start(THREE, THREE);

        assertThat(fresh.status()).isEqualTo(Status.UNKNOWN);
        assertThat(pending(fresh)).isEmpty();
        assertThat(streak(fresh)).isZero();
    }

    @Test
    void the_first_result_is_believed_at_once_whatever_the_holds() {
        for (Status first : Status.values()) {
            assertThat(after(Hysteresis.start(THREE, MINUTE), first).status()).isEqualTo(first);
        }
    }

    @Test
    void a_worse_status_is_taken_on_with_the_last_of_the_results_asked_for() {
        Hysteresis held = after(Hysteresis.start(THREE, Hold.NONE), Status.UP, Status.DOWN, Status.DOWN);
        assertThat(held.status()).isEqualTo(Status.UP);
        assertThat(pending(held)).contains(Status.DOWN);
        assertThat(streak(held)).isEqualTo(2);

        Hysteresis failed = after(held, Status.DOWN);
        assertThat(failed.status()).isEqualTo(Status.DOWN);
        assertThat(pending(failed)).isEmpty();
        assertThat(streak(failed)).isZero();
    }

    @Test
    void one_good_result_in_between_starts_the_count_anew() {
        Hysteresis held =
                after(Hysteresis.start(THREE, Hold.NONE), Status.UP, Status.DOWN, Status.DOWN, Status.UP, Status.DOWN);

        assertThat(held.status()).isEqualTo(Status.UP);
        assertThat(streak(held)).isEqualTo(1);
        assertThat(after(held, Status.DOWN).status()).isEqualTo(Status.UP);
        assertThat(after(held, Status.DOWN, Status.DOWN).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_streak_of_degraded_and_down_fails_to_the_level_that_all_of_it_reached() {
        Hysteresis degraded =
                after(Hysteresis.start(THREE, Hold.NONE), Status.UP, Status.DOWN, Status.DEGRADED, Status.DOWN);
        assertThat(degraded.status()).isEqualTo(Status.DEGRADED);
        assertThat(pending(degraded)).contains(Status.DOWN);
        assertThat(streak(degraded)).isEqualTo(1);

        assertThat(after(degraded, Status.DOWN).status()).isEqualTo(Status.DEGRADED);
        assertThat(after(degraded, Status.DOWN, Status.DOWN).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void recovery_is_held_like_failure_and_a_relapse_starts_it_anew() {
        Hysteresis down = after(Hysteresis.start(Hold.NONE, THREE), Status.DOWN);

        Hysteresis recovering = after(down, Status.UP, Status.UP);
        assertThat(recovering.status()).isEqualTo(Status.DOWN);
        assertThat(pending(recovering)).contains(Status.UP);
        assertThat(streak(recovering)).isEqualTo(2);
        assertThat(after(recovering, Status.UP).status()).isEqualTo(Status.UP);
        assertThat(after(recovering, Status.DOWN, Status.UP, Status.UP).status())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void a_mixed_recovery_goes_to_the_level_that_all_of_it_reached() {
        Hysteresis recovering =
                after(Hysteresis.start(Hold.NONE, THREE), Status.DOWN, Status.UP, Status.DEGRADED, Status.UP);

        assertThat(recovering.status()).isEqualTo(Status.DEGRADED);
        assertThat(after(recovering, Status.UP).status()).isEqualTo(Status.DEGRADED);
        assertThat(after(recovering, Status.UP, Status.UP).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_hold_of_a_duration_runs_from_the_first_result_that_agrees_to_the_last() {
        Hysteresis up = after(Hysteresis.start(MINUTE, Hold.NONE), Status.UP);
        Hysteresis held = up.next(Status.DOWN, seconds(100)).next(Status.DOWN, seconds(159));

        assertThat(up.next(Status.DOWN, seconds(9_999)).status()).isEqualTo(Status.UP);
        assertThat(held.status()).isEqualTo(Status.UP);
        assertThat(held.next(Status.DOWN, seconds(160)).status()).isEqualTo(Status.DOWN);
        assertThat(held.next(Status.UP, seconds(160))
                        .next(Status.DOWN, seconds(170))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void a_hold_of_both_needs_both() {
        Hold both = new Hold(3, Duration.ofMinutes(1));
        Hysteresis up = after(Hysteresis.start(both, Hold.NONE), Status.UP);

        Hysteresis longEnough = up.next(Status.DOWN, 0).next(Status.DOWN, seconds(60));
        assertThat(longEnough.status()).isEqualTo(Status.UP);
        assertThat(longEnough.next(Status.DOWN, seconds(61)).status()).isEqualTo(Status.DOWN);

        Hysteresis manyEnough = up.next(Status.DOWN, 0).next(Status.DOWN, 1).next(Status.DOWN, 2);
        assertThat(manyEnough.status()).isEqualTo(Status.UP);
        assertThat(manyEnough.next(Status.DOWN, seconds(60)).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void durations_are_right_where_the_monotonic_clock_wraps_around() {
        Hysteresis up = Hysteresis.start(MINUTE, Hold.NONE).next(Status.UP, Long.MAX_VALUE - 10);

        Hysteresis down = up.next(Status.DOWN, Long.MAX_VALUE - 5).next(Status.DOWN, Long.MAX_VALUE - 5 + seconds(60));

        assertThat(down.status()).isEqualTo(Status.DOWN);
    }

    static Stream<Arguments> holds() {
        return Stream.of(
                Arguments.of(Hold.NONE, Hold.NONE),
                Arguments.of(Hold.results(2), Hold.NONE),
                Arguments.of(Hold.results(3), Hold.results(2)),
                Arguments.of(Hold.lasting(Duration.ofSeconds(20)), Hold.results(4)),
                Arguments.of(new Hold(2, Duration.ofSeconds(30)), new Hold(3, Duration.ofSeconds(15))));
    }

    /** The rule said again, naively: look back over all results for the longest unbroken run that agrees. */
    @ParameterizedTest
    @MethodSource("holds")
    void it_agrees_with_a_model_that_looks_back_over_every_result(Hold fail, Hold recover) {
        Random random = new Random(42);
        for (int trial = 0; trial < 50; trial++) {
            Model model = new Model(fail, recover);
            Hysteresis real = Hysteresis.start(fail, recover);
            long now = random.nextLong();
            for (int step = 0; step < 60; step++) {
                now += seconds(random.nextInt(15));
                Status result = List.of(Status.values()).get(random.nextInt(4));
                real = real.next(result, now);
                model.next(result, now);
                assertThat(real.status()).as(model.toString()).isEqualTo(model.status);
                assertThat(pending(real)).as(model.toString()).isEqualTo(model.pending());
                assertThat(streak(real)).as(model.toString()).isEqualTo(model.streak());
            }
        }
    }

    private static Hysteresis after(Hysteresis before, Status... results) {
        Hysteresis next = before;
        for (Status result : results) {
            next = next.next(result, 0);
        }
        return next;
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static Optional<Status> pending(Hysteresis hysteresis) {
        return hysteresis.latest() == hysteresis.status() ? Optional.empty() : Optional.of(hysteresis.latest());
    }

    private static int streak(Hysteresis hysteresis) {
        return pending(hysteresis).isEmpty() ? 0 : hysteresis.streakAgainst(hysteresis.status());
    }

    @Test
    void a_down_that_is_to_be_confirmed_is_taken_on_with_the_second_in_a_row() {
        Hysteresis up = after(Hysteresis.confirming(Hold.NONE), Status.UP);

        Hysteresis doubted = after(up, Status.DOWN);
        assertThat(doubted.status()).isEqualTo(Status.UP);
        assertThat(doubted.isUnconfirmed()).isTrue();
        assertThat(after(doubted, Status.DOWN).status()).isEqualTo(Status.DOWN);
        assertThat(after(doubted, Status.DOWN).isUnconfirmed()).isFalse();
        assertThat(after(doubted, Status.DEGRADED).status()).isEqualTo(Status.DEGRADED);
        assertThat(after(doubted, Status.UP, Status.DOWN).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_down_that_is_to_be_confirmed_is_not_believed_at_first_either_and_anything_else_is() {
        Hysteresis fresh = Hysteresis.confirming(Hold.NONE);

        assertThat(after(fresh, Status.DOWN).status()).isEqualTo(Status.UNKNOWN);
        assertThat(after(fresh, Status.DOWN, Status.DOWN).status()).isEqualTo(Status.DOWN);
        assertThat(after(fresh, Status.DOWN, Status.UP).status()).isEqualTo(Status.UP);
        assertThat(after(fresh, Status.DEGRADED).status()).isEqualTo(Status.DEGRADED);
        assertThat(after(fresh, Status.UP, Status.DEGRADED).status()).isEqualTo(Status.DEGRADED);
    }

    private static final class Model {
        private record Seen(Status result, long nanos) {}

        private final Hold fail;
        private final Hold recover;
        private final List<Seen> history = new ArrayList<>();
        private Status status = Status.UNKNOWN;

        Model(Hold fail, Hold recover) {
            this.fail = fail;
            this.recover = recover;
        }

        void next(Status result, long nanos) {
            history.add(new Seen(result, nanos));
            status = history.size() == 1 ? result : believed();
        }

        private Status believed() {
            for (Status worse : List.of(Status.DOWN, Status.DEGRADED, Status.UNKNOWN)) {
                if (worse.compareTo(status) > 0 && holds(run(worse, 1), fail)) {
                    return worse;
                }
            }
            for (Status better : List.of(Status.UP, Status.UNKNOWN, Status.DEGRADED)) {
                if (better.compareTo(status) < 0 && holds(run(better, -1), recover)) {
                    return better;
                }
            }
            return status;
        }

        /** The latest results without a break that are at least (1) or at most (-1) as bad as a level. */
        private List<Seen> run(Status level, int direction) {
            int from = history.size();
            while (from > 0 && history.get(from - 1).result().compareTo(level) * direction >= 0) {
                from--;
            }
            return history.subList(from, history.size());
        }

        private static boolean holds(List<Seen> run, Hold hold) {
            return run.size() >= hold.results()
                    && run.get(run.size() - 1).nanos() - run.get(0).nanos()
                            >= hold.duration().toNanos();
        }

        Optional<Status> pending() {
            Status latest = history.get(history.size() - 1).result();
            return latest == status ? Optional.empty() : Optional.of(latest);
        }

        int streak() {
            return pending()
                    .map(wanted ->
                            run(wanted, wanted.compareTo(status) > 0 ? 1 : -1).size())
                    .orElse(0);
        }

        @Override
        public String toString() {
            return "fail " + fail + ", recover " + recover + ", history " + history;
        }
    }
}
