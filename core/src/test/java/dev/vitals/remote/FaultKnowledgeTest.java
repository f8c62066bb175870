package dev.vitals.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Remedy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FaultKnowledgeTest {
    private static final Remote REMOTE = Remote.parse("[::1]:5432");

    @ParameterizedTest
    @EnumSource(NetworkFault.class)
    void each_fault_has_an_entry_in_the_catalogue_of_a_family(NetworkFault fault) {
        Cause cause = fault.cause("db", "the database");

        assertThat(cause.code()).isEqualTo(fault.code("db"));
        assertThat(cause.title()).isEqualTo(fault.words());
        assertThat(cause.kind() == Cause.Kind.OURS).isEqualTo(fault.ours());
        assertThat(cause.explanation()).endsWith(".");
        assertThat(cause.steps()).allSatisfy(FaultKnowledgeTest::reads).noneMatch(step -> step.contains("{}"));
    }

    @ParameterizedTest
    @EnumSource(NetworkFault.class)
    void remedies_are_lower_case_without_a_full_stop(NetworkFault fault) {
        assertThat(fault.remedies(REMOTE, "the database"))
                .extracting(Remedy::advice)
                .allSatisfy(FaultKnowledgeTest::reads);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BUSY", "CLOSED"})
    void remedies_name_product_and_address(NetworkFault fault) {
        assertThat(fault.remedies(REMOTE, "the database")).singleElement().satisfies(remedy -> {
            assertThat(remedy.advice()).contains("the database at [::1]:5432");
            assertThat(remedy.phrase().arguments()).containsExactly("[::1]:5432");
        });
    }

    @Test
    void an_address_that_is_not_known_is_not_named() {
        assertThat(NetworkFault.REFUSED.remedies(Remote.UNKNOWN, "the database"))
                .extracting(Remedy::advice)
                .containsExactly("start the database at its address, or correct host and port");
        assertThat(NetworkFault.DNS.remedies(Remote.UNKNOWN, "the database"))
                .singleElement()
                .satisfies(remedy -> assertThat(remedy.command()).isEmpty());
    }

    @Test
    void names_are_looked_up_without_brackets_and_quoted() {
        List<Remedy> remedies = NetworkFault.DNS.remedies(Remote.parse("db$(x):1,[::1]:2"), "the database");

        assertThat(remedies)
                .singleElement()
                .satisfies(remedy -> assertThat(remedy.command()).contains("getent hosts 'db$(x)' ::1"));
    }

    private static void reads(String text) {
        assertThat(text).matches("[a-z].*").doesNotEndWith(".");
    }
}
