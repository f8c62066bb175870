package dev.vitals.spring.tests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.WebApplicationType;

class WebFluxActuatorTest extends ActuatorTest {
    @BeforeAll
    static void start() {
        start(WebApplicationType.REACTIVE);
    }

    @AfterAll
    static void end() {
        stop();
    }
}
