package dev.vitals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Severity;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every verdict, over random checks with dependencies in circles. A failure names its seed. */
class TriagePropertyTest {
    private static final List<String> CAUSES = List.of(
            "locks.blocked",
            "pool.exhausted",
            "http.slow",
            "disk.full",
            "db.read-only",
            "db.refused",
            "probe.timeout",
            "redis.refused",
            "redis.memory.high",
            "result.stale");

    private final Triage triage = SampleKnowledge.TRIAGE;

    @Test
    void every_check_that_is_not_up_is_there_exactly_once_and_no_other() {
        forRandomChecks(checks -> {
            Stream<String> named = triage.judge(checks).rootCauses().stream().flatMap(TriagePropertyTest::names);

            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(checks.stream()
                            .filter(check -> check.status() != Status.UP)
                            .map(CheckReport::name)
                            .toList());
        });
    }

    @Test
    void a_root_is_bad_enough_to_explain_its_symptoms_and_each_says_why() {
        forRandomChecks(checks -> triage.judge(checks).rootCauses().forEach(root -> {
            Status own = status(root.check(), checks);
            Status worst = root.symptoms().stream()
                    .map(symptom -> status(symptom.check(), checks))
                    .reduce(Status.UP, Status::worst);

            assertThat(own).isNotEqualTo(Status.UP);
            if (worst.compareTo(Status.DEGRADED) >= 0) {
                assertThat(own).isGreaterThanOrEqualTo(Status.DEGRADED);
            }
            assertThat(root.symptoms()).extracting(Symptom::explainedBy).allMatch(rule -> !rule.isBlank());
        }));
    }

    @Test
    void one_thing_in_the_real_world_is_one_root() {
        forRandomChecks(checks -> {
            Map<Subject, Set<String>> roots = new HashMap<>();
            for (RootCause root : triage.judge(checks).rootCauses()) {
                names(root)
                        .flatMap(name -> find(name, checks).result().subjects().stream())
                        .forEach(subject -> roots.computeIfAbsent(subject, any -> new HashSet<>())
                                .add(root.check()));
            }

            assertThat(roots.values()).allMatch(one -> one.size() == 1);
        });
    }

    @Test
    void the_order_of_the_checks_does_not_matter() {
        forRandomChecks(checks -> {
            List<CheckReport> shuffled = new ArrayList<>(checks);
            Collections.shuffle(shuffled, new Random(checks.size()));

            assertThat(triage.judge(shuffled)).isEqualTo(triage.judge(checks));
        });
    }

    @Test
    void roots_stand_worst_first_and_the_first_holds_the_severity() {
        forRandomChecks(checks -> {
            Verdict verdict = triage.judge(checks);

            List<Severity> severities = verdict.rootCauses().stream()
                    .map(root -> worstSeverity(root, checks))
                    .toList();

            assertThat(severities).isSorted();
            assertThat(severities.stream().findFirst()).isEqualTo(verdict.severity());
        });
    }

    private Severity worstSeverity(RootCause root, List<CheckReport> checks) {
        List<CheckReport> tree = names(root).map(name -> find(name, checks)).toList();
        return triage.judge(tree).severity().orElseThrow();
    }

    private static Stream<String> names(RootCause root) {
        return Stream.concat(Stream.of(root.check()), root.symptoms().stream().map(Symptom::check));
    }

    private static Status status(String name, List<CheckReport> checks) {
        return find(name, checks).status();
    }

    private static CheckReport find(String name, List<CheckReport> checks) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void forRandomChecks(Consumer<List<CheckReport>> claim) {
        for (int seed = 0; seed < 500; seed++) {
            try {
                claim.accept(checks(new Random(seed)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static List<CheckReport> checks(Random random) {
        int count = random.nextInt(25);
        return IntStream.range(0, count)
                .mapToObj(index -> check(index, count, random))
                .toList();
    }

    private static CheckReport check(int index, int count, Random random) {
        Status status = pick(List.of(Status.values()), random);
        String cause = status == Status.UP ? Result.OK : pick(CAUSES, random);
        String name = "check-" + index + (random.nextInt(4) == 0 ? ".connect" : "");
        Result result = Result.of(status, cause, "something is wrong").about(subjects(random));
        return Checks.check(name, result, policy -> policy(policy, count, random));
    }

    private static Subject[] subjects(Random random) {
        return IntStream.range(0, Math.max(0, random.nextInt(5) - 2))
                .mapToObj(i -> Subject.session("orders-db", "" + random.nextInt(6)))
                .toArray(Subject[]::new);
    }

    private static CheckPolicy policy(CheckPolicy policy, int count, Random random) {
        CheckPolicy changed = policy.impact(pick(List.of(Impact.values()), random));
        if (random.nextBoolean()) {
            changed = changed.resource("r" + random.nextInt(3));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            changed = changed.dependsOn("check-" + random.nextInt(count + 2));
        }
        return changed;
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
