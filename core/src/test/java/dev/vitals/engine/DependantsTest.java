package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.report.Verdict;
import dev.vitals.spi.Knowledge;
import dev.vitals.triage.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only knowledge about causes can tell; the rest is a promise, see {@code DependantsPromiseTest}. */
class DependantsTest {
    private static final Result BUSY = Result.unknown("db.busy", "another check has the connection");
    private static final Result NO_RIGHT = Result.unknown("db.privilege", "no right to look");

    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-test", 1, 2);
    private final AtomicReference<Dependants> dependants = new AtomicReference<>();
    private Expertise knowledge = Expertise.of(Catalogue.of(List.of(new Known())), reports -> Verdict.HEALTHY);
    private volatile Result answer = BUSY;
    private final CheckRunner connect = runner(Check.of("connect", context -> Result.up()));
    private final CheckRunner size = runner(Check.of("size", context -> answer)
            .with(c -> c.every(Duration.ofMinutes(5)).dependsOn("connect")));

    private CheckRunner runner(Check check) {
        return TestRunners.runner(
                check,
                time,
                workers,
                text -> text,
                (runner, before, after) -> dependants.get().follow(runner, before, after, time.nanoTime()),
                TestRunners.SCHEDULED);
    }

    @AfterEach
    void close() {
        workers.close(Duration.ZERO);
    }

    private static final class Known implements Knowledge {
        @Override
        public List<Cause> causes() {
            return List.of(
                    Cause.of("db.busy", Cause.Kind.OURS, "busy", "Another check has the connection."),
                    Cause.of("db.privilege", Cause.Kind.UNKNOWN, "no right", "A right is missing."));
        }
    }

    private static void run(CheckRunner runner) {
        runner.refresh().awaitEnd(TimeUnit.SECONDS.toNanos(30));
    }

    private int runsOfSizeAfter(Result result) {
        answer = result;
        dependants.set(new Dependants(List.of(connect, size), knowledge, new Random(7)));
        run(connect);
        size.tick(time.nanoTime()); // the first run, and the next is due in five minutes
        await().until(() -> size.running() == null);
        int before = (int) size.state().counts().runs();

        run(connect);
        time.advance(Duration.ofSeconds(3));
        await().until(() -> size.running() == null);

        return (int) size.state().counts().runs() - before;
    }

    @Test
    void a_check_that_found_the_connection_busy_runs_again_after_the_next_good_result_though_nothing_was_down() {
        assertThat(runsOfSizeAfter(BUSY)).isEqualTo(1);
    }

    @Test
    void while_it_is_not_known_what_causes_mean_each_check_that_failed_runs_again_and_nothing_is_read_for_it() {
        knowledge = Expertise.late(Optional.empty(), text -> text);

        assertThat(runsOfSizeAfter(NO_RIGHT)).isEqualTo(1);
        assertThat(knowledge.known()).isEmpty();
    }

    @Test
    void a_check_that_could_ask_and_may_not_look_waits_for_its_interval() {
        assertThat(runsOfSizeAfter(NO_RIGHT)).isZero();
    }
}
