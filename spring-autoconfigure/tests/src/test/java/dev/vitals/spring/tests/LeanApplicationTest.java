package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In a virtual machine of its own, since the class path of the other tests has everything. */
class LeanApplicationTest {
    @Test
    void an_application_without_actuator_and_micrometer_starts() throws Exception {
        assertThat(StartUpCost.run(StartUpCost.ACTUATOR, "/health").numbers()).hasSize(5);
    }
}
