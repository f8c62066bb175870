package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.endpoint.HttpServerProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small part of {@link AttackTable}, without a clock: it matters that honest callers are answered at all. */
class AttackTest {
    private static final int CALLS = 15;

    /** A crowd beyond the threads it may have costs it some honest callers. */
    @ParameterizedTest
    @EnumSource
    void the_server_of_the_jdk_answers_honest_callers_beside_a_hundred_that_attack(Attack attack) throws Exception {
        assertThat(AttackTable.under(attack, 100, HttpServerProvider.jdk(), CALLS)
                        .attacked()
                        .refused())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void jetty_answers_honest_callers_beside_four_hundred_that_attack(Attack attack) throws Exception {
        assertThat(AttackTable.under(attack, 400, new JettyProvider(), CALLS)
                        .attacked()
                        .refused())
                .isZero();
    }
}
