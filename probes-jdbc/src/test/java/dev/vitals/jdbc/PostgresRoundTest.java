package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRoundTest {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(ServerOptions.defaults()
            .withSetting("log_statement", "all")
            .withSetting("log_line_prefix", "%a ")
            .withSetting("logging_collector", "on")
            .withSetting("log_directory", "log")
            .withSetting("max_prepared_transactions", "10"));

    @Test
    void all_checks_of_a_healthy_server_together_ask_at_most_ten_questions() throws Exception {
        PostgresServer server = POSTGRES.server();
        try (Client observer = Client.of(server, "observer");
                JdbcProbes probes = JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password())) {
            // when: the first round, which reads the sessions afresh
            round(probes);
            observer.run("select 'full time'");

            // then
            String log = awaitLog(observer);
            List<String> asked = log.lines()
                    .filter(line -> line.startsWith("vitals "))
                    .filter(line -> line.matches(".*: (select|with|SELECT) ?.*"))
                    .toList();
            assertThat(asked).hasSizeBetween(7, 10);
        }
    }

    /** Every check that runs each 10 s; those that run each minute or seldomer ask one question each, beside it. */
    private static void round(JdbcProbes probes) throws Exception {
        for (Check check : Checks.applying(probes)) {
            if (check.policy().interval().compareTo(CheckPolicy.DEFAULT.interval()) <= 0) {
                ProbeHarness.of(check).check();
            }
        }
    }

    private static String awaitLog(Client observer) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> observer.ask("select pg_read_file(pg_current_logfile())"),
                        log -> log.contains("'full time'"));
    }
}
