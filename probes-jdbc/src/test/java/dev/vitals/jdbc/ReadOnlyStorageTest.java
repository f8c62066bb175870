package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.MySqlFamilyServer;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;

/** Servers started with read-only tables, as a replica over shared storage is, and without TLS. */
class ReadOnlyStorageTest {
    private static final ServerOptions READ_ONLY = ServerOptions.defaults().withSetting("innodb_read_only", "ON");

    @Test
    @RequiresMySql
    void mysql_names_the_setting_and_a_driver_that_wants_tls_is_told_so() throws Exception {
        try (MySqlServer server = MySqlServer.start(READ_ONLY.withSetting("ssl", "0"))) {
            namesTheSetting(server, "mysql", "allowPublicKeyRetrieval=true");
            wantsTls(server, "mysql", "sslMode=REQUIRED");
            wantsTls(server, "mariadb", "sslMode=trust");
        }
    }

    @Test
    void mariadb_names_the_setting() throws Exception {
        try (MariaDbServer server = MariaDbServer.start(READ_ONLY)) {
            namesTheSetting(server, "mariadb", "connectTimeout=5000");
        }
    }

    private static void namesTheSetting(MySqlFamilyServer server, String driver, String property) throws Exception {
        Result result = connect(server, driver, property);

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("db.read-only");
        assertThat(result.summary()).contains("because of innodb_read_only");
        assertThat(result.remedies().get(0).advice()).contains("point the application at the writer");
        assertThat(result.remedies())
                .extracting(Remedy::command)
                .noneMatch(command -> command.toString().contains("SET GLOBAL"));
    }

    private static void wantsTls(MySqlFamilyServer server, String driver, String property) throws Exception {
        Result result = connect(server, driver, property);

        assertThat(result.cause()).as(result.toString()).isEqualTo("db.tls");
    }

    private static Result connect(MySqlFamilyServer server, String driver, String property) throws Exception {
        String url = "jdbc:" + driver + "://" + server.host() + ":" + server.port() + "/test?" + property;
        try (JdbcProbes probes = JdbcProbes.of("db", url, server.user(), server.password())) {
            return Checks.run(probes, "connect");
        }
    }
}
