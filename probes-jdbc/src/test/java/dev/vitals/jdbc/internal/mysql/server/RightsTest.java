package dev.vitals.jdbc.internal.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.MySqlClient;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.mysql.MySqlChecks;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ManualClock;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RightsTest {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> MARIADB = ServerExtension.mariaDb();

    private final ManualClock clock = new ManualClock();

    @Test
    void a_refusal_is_remembered_and_doubted_after_a_while_over_a_new_login() throws Exception {
        MariaDbServer server = MARIADB.server();
        Login login = Login.fixed(server.jdbcUrl(""), "late", "secret", new Properties());
        try (MySqlClient admin = MySqlClient.of(server);
                DedicatedConnection connection = new DedicatedConnection(
                        new DriverConnector(() -> login, Optional.empty()), MySqlDialect.INSTANCE)) {
            admin.run("drop user if exists late", "create user late identified by 'secret'");
            Map<String, Probe> probes = MySqlChecks.of(connection, DatabaseLimits.DEFAULT, clock::nanoTime);
            ProbeHarness harness = ProbeHarness.of(probes.get("replication"));
            assertThat(harness.check().status()).isEqualTo(Status.UNKNOWN);
            String refusals = refusals(admin);

            // when: the right is there, which a session that is open does not notice
            admin.run("grant slave monitor on *.* to late");
            Result soon = harness.check();
            String refusalsSoon = refusals(admin);
            clock.advance(Rights.AGAIN);
            Result later = harness.check();

            // then
            assertThat(soon.status()).isEqualTo(Status.UNKNOWN);
            assertThat(soon.remedies().get(0).command()).contains("GRANT SLAVE MONITOR ON *.* TO 'late'@'%'");
            assertThat(refusalsSoon).isEqualTo(refusals);
            assertThat(later.status()).isEqualTo(Status.UP);
        }
    }

    private static String refusals(MySqlClient admin) throws Exception {
        return admin.ask("select variable_value from information_schema.global_status"
                + " where variable_name = 'Access_denied_errors'");
    }
}
