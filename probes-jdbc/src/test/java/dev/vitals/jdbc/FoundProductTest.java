package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.report.Report;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A data source that tells no URL: its product is what the first connection says it is. */
class FoundProductTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    @RegisterExtension
    static final ServerExtension<MariaDbServer> MARIADB = ServerExtension.mariaDb();

    @Test
    void its_checks_appear_with_the_first_connection() {
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .deadline(PLENTY)
                .add(JdbcProbes.of(
                                "db", new WrappingDataSource(POSTGRES.server().dataSource()))
                        .without("deadlocks"))
                .build()) {
            assertThat(vitals.names()).containsExactly("db.connect");
            assertThat(vitals.report().status()).isEqualTo(Status.UP);

            Report report = vitals.report();

            assertThat(vitals.names())
                    .contains("db.connect", "db.locks", "db.connections", "db.queries", "db.wraparound")
                    .doesNotContain("db.deadlocks");
            assertThat(report.checks()).allMatch(check -> check.status() == Status.UP);
        }
    }

    @Test
    void mariadb_is_found_likewise_and_one_without_a_cluster_has_no_check_of_it() {
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .deadline(PLENTY)
                .add(JdbcProbes.of("db", new WrappingDataSource(MARIADB.server().dataSource())))
                .build()) {
            assertThat(vitals.names()).containsExactly("db.connect");
            assertThat(vitals.report().status()).isEqualTo(Status.UP);

            Report report = vitals.report();

            assertThat(vitals.names())
                    .contains("db.connect", "db.locks", "db.connections", "db.threads", "db.replication")
                    .doesNotContain("db.wraparound", "db.galera");
            assertThat(report.checks()).allMatch(check -> check.status() == Status.UP);
        }
    }

    /** Before anybody knows the product, so it is that of the one which is to be asked least often. */
    @Test
    void a_check_that_several_products_have_is_as_gentle_as_the_gentlest() {
        try (JdbcProbes probes =
                JdbcProbes.of("db", new WrappingDataSource(POSTGRES.server().dataSource()))) {
            assertThat(probes.checks())
                    .filteredOn(check -> check.name().equals("db.statements"))
                    .singleElement()
                    .extracting(check -> check.policy().interval())
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void until_then_only_what_any_database_has_is_shown() {
        PostgresServer server = POSTGRES.server();
        server.stop();
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .deadline(PLENTY)
                .add(JdbcProbes.of("db", new WrappingDataSource(server.dataSource())))
                .build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.DOWN);
            assertThat(vitals.names()).containsExactly("db.connect");
        } finally {
            server.restart();
        }
    }
}
