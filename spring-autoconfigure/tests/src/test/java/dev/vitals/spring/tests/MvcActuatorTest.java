package dev.vitals.spring.tests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.WebApplicationType;

class MvcActuatorTest extends ActuatorTest {
    @BeforeAll
    static void start() {
        start(WebApplicationType.SERVLET);
    }

    @AfterAll
    static void end() {
        stop();
    }
}
