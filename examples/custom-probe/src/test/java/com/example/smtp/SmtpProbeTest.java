package com.example.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Status;
import dev.vitals.spi.ProbeSettings;
import dev.vitals.testkit.ProbeContractTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract that comes with the testkit, kept by a probe in a jar of its own. */
class SmtpProbeTest extends ProbeContractTest {
    private static final SmtpServer GREETS = SmtpServer.greeting("220 mail.example.com\r\n");
    private static final SmtpServer REFUSES = SmtpServer.greeting("554 go away\r\n");
    private static final SmtpServer SILENT = SmtpServer.greeting("");

    @AfterAll
    static void stop() throws IOException {
        GREETS.close();
        REFUSES.close();
        SILENT.close();
    }

    private static Map<String, String> at(SmtpServer server) {
        return Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()));
    }

    @Override
    protected Probe working() {
        return new SmtpProbeProvider().create(new ProbeSettings(at(GREETS)));
    }

    @Override
    protected Probe broken() {
        return new SmtpProbeProvider().create(new ProbeSettings(at(REFUSES)));
    }

    @Override
    protected Probe hanging() {
        return new SmtpProbeProvider().create(new ProbeSettings(at(SILENT)));
    }

    @Test
    void it_is_found_by_its_type() {
        try (Vitals vitals = Vitals.builder("shop")
                .schedule(false)
                .deadline(Duration.ofSeconds(10))
                .check("mail", "smtp", at(GREETS))
                .build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void settings_it_cannot_use_are_faults_of_the_configuration() {
        var builder = Vitals.builder("shop")
                .check("mail", "smtp", Map.of("port", "25"))
                .check("post", "smtp", Map.of("host", "localhost", "port", "twenty-five"))
                .check("fax", "fax", Map.of());

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(
                        "check 'mail': probe provider 'smtp' refused its settings: setting 'host' is missing")
                .hasMessageContaining("check 'post'")
                .hasMessageContaining("'port' must be a whole number")
                .hasMessageContaining("no probe provider of type 'fax' was found, only [smtp]");
    }
}
