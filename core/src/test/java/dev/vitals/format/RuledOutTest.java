package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a report says was ruled out of a root cause. */
class RuledOutTest {
    private static final CheckReport ROOT = check(
            "db.locks",
            Result.degraded("locks.blocked", "blocked"),
            policy -> policy.resource("db").dependsOn("db.connect"));

    @Test
    void the_nearest_come_first_then_another_dependency_and_this_process() {
        assertThat(ruledOut(
                        local("host.cpu", "12 %"),
                        check(
                                "db.size",
                                Result.up("2 GiB"),
                                policy -> near(policy).impact(Impact.MINOR)),
                        check("db.pool", Result.up("1 of 9"), RuledOutTest::near),
                        check("redis.ping", Result.up("in 1 ms"), policy -> policy.resource("redis")),
                        check("http", Result.up("200"), policy -> policy.resource("http")),
                        check("own", Result.up("5 orders")),
                        check("db.connect", Result.up("in 2 ms"), policy -> policy.impact(Impact.CRITICAL))))
                .containsExactly("db.connect", "db.pool", "db.size", "http", "host.cpu");
    }

    @Test
    void there_are_never_more_than_six() {
        Stream<CheckReport> near =
                IntStream.range(0, 9).mapToObj(i -> check("db.near-" + i, Result.up("1"), RuledOutTest::near));
        Stream<CheckReport> far = IntStream.range(0, 9).mapToObj(i -> local("far-" + i, "1"));

        assertThat(ruledOut(Stream.concat(near, far).toArray(CheckReport[]::new)))
                .containsExactly("db.near-0", "db.near-1", "db.near-2", "far-0", "far-1", "far-2");
    }

    @Test
    void a_check_that_has_not_looked_since_rules_nothing_out() {
        CheckReport before = check("db.size", Result.up("2 GiB"), RuledOutTest::near);
        CheckReport old = before.toBuilder()
                .timing(before.timing().toBuilder()
                        .checkedAt(ROOT.timing().since().minusSeconds(60), Duration.ofMinutes(5))
                        .build())
                .build();

        assertThat(ruledOut(old)).isEmpty();
        assertThat(ruledOut(before.toBuilder().freshness(Freshness.STALE).build()))
                .isEmpty();
    }

    @Test
    void a_check_that_has_not_looked_since_the_cause_is_another_one_rules_nothing_out() {
        CheckReport root = ROOT.toBuilder()
                .timing(ROOT.timing().toBuilder()
                        .causeSince(ROOT.timing().since().plusSeconds(120))
                        .build())
                .build();
        CheckReport other = check("db.size", Result.up("2 GiB"), RuledOutTest::near);
        CheckReport before = other.toBuilder()
                .timing(other.timing().toBuilder()
                        .checkedAt(ROOT.timing().since().plusSeconds(60), Duration.ofMinutes(3))
                        .build())
                .build();

        assertThat(new RuledOut(Reports.report(root, before)).of(root)).isEmpty();
        assertThat(new RuledOut(Reports.report(root, other)).of(root)).containsExactly(other);
    }

    @Test
    void what_is_held_up_though_its_last_result_was_bad_rules_nothing_out() {
        CheckReport turning = check("db.pool", Result.down("pool.exhausted", "9 of 9"), RuledOutTest::near).toBuilder()
                .status(Status.UP)
                .build();

        assertThat(ruledOut(turning)).isEmpty();
    }

    @Test
    void words_without_a_number_are_given_the_first_that_was_observed_and_none_says_nothing() {
        CheckReport nobody = check(
                "db.waits",
                Result.up("nobody waits").observe(Observation.count("locks.waiting", 0)),
                RuledOutTest::near);

        assertThat(RuledOut.words(nobody)).isEqualTo("nobody waits, locks.waiting 0");
        assertThat(ruledOut(nobody)).containsExactly("db.waits");
        assertThat(ruledOut(check("db.mute", Result.up("well"), RuledOutTest::near)))
                .isEmpty();
    }

    @Test
    void who_shows_waits_within_limits_rules_nothing_out() {
        Evidence waits = new Evidence.Tree("who blocks whom", List.of(Evidence.Node.leaf("pid 7")));

        assertThat(ruledOut(check(
                        "db.other-locks",
                        Result.up("pid 7 blocks 14 sessions, within limits").evidence(waits),
                        RuledOutTest::near)))
                .isEmpty();
    }

    @Test
    void what_is_merely_not_known_is_no_root_to_rule_anything_out_of() {
        CheckReport unknown = check("db.locks", Result.unknown("db.permission", "no right"), RuledOutTest::near);
        Report report = Reports.report(unknown, check("db.pool", Result.up("1 of 9"), RuledOutTest::near));

        assertThat(new RuledOut(report).of(unknown)).isEmpty();
    }

    private static List<String> ruledOut(CheckReport... others) {
        Report report =
                Reports.report(Stream.concat(Stream.of(ROOT), Stream.of(others)).toArray(CheckReport[]::new));
        return new RuledOut(report).of(ROOT).stream().map(CheckReport::name).toList();
    }

    private static CheckPolicy near(CheckPolicy policy) {
        return policy.resource("db");
    }

    private static CheckReport local(String name, String words) {
        return check(name, Result.up(words), policy -> policy.scope(Scope.LOCAL));
    }
}
