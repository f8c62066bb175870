package dev.vitals.jdbc.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class CulpritTest {
    @Test
    void what_is_at_fault_is_named_after_the_set_and_not_after_the_check() {
        List<Culprit> culprits = List.of(Culprit.session(4711), Culprit.transaction("it's 2pc"));

        assertThat(subjects("orders-db.locks", culprits))
                .isEqualTo(subjects("orders-db.transactions", culprits))
                .containsExactly(Subject.session("orders-db", "4711"), Subject.transaction("orders-db", "it's 2pc"));
    }

    @Test
    void the_name_of_a_set_may_have_dots() {
        assertThat(subjects("orders.eu.locks", List.of(Culprit.session(1))))
                .containsExactly(Subject.session("orders.eu", "1"));
    }

    private static List<Subject> subjects(String check, List<Culprit> culprits) {
        try (Vitals vitals = Vitals.builder("test")
                .check(check, context -> Culprit.blame(Result.degraded("a.finding", "found"), culprits, context))
                .schedule(false)
                .build()) {
            return vitals.report().check(check).orElseThrow().result().subjects();
        }
    }
}
