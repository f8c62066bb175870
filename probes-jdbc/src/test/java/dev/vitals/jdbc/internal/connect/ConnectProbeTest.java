package dev.vitals.jdbc.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.FakePostgres;
import dev.vitals.jdbc.internal.postgres.server.PostgresDialect;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConnectProbeTest {
    private long now;

    @Test
    void a_server_that_takes_longer_than_its_grace_to_start_is_down() throws Exception {
        try (FakePostgres fake = FakePostgres.refusingWith("57P03", "starting");
                DedicatedConnection connection = connection(fake.url())) {
            ProbeHarness harness = ProbeHarness.of(new ConnectProbe(connection, ConnectLimits.DEFAULT, () -> now));

            assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
            now += Duration.ofSeconds(60).toNanos();
            assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
            now += 1;
            Result result = harness.check();

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("db.starting");
        }
    }

    private static DedicatedConnection connection(String url) {
        Login login = Login.fixed(url, "app", "secret", new Properties());
        return new DedicatedConnection(new DriverConnector(() -> login, Optional.empty()), PostgresDialect.INSTANCE);
    }
}
