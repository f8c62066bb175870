package dev.vitals.jdbc.internal.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.mysql.server.Server.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    @ParameterizedTest
    @CsvSource({
        "MySQL, 8.0.15, MYSQL, 8, 0, 15",
        "MySQL, 8.4.3-cloud, MYSQL, 8, 4, 3",
        "MySQL, 11.4.5-MariaDB, MARIADB, 11, 4, 5",
        "MariaDB, 11.4.5-MariaDB-ubu2404, MARIADB, 11, 4, 5",
        "MariaDB, 10.6.11, MARIADB, 10, 6, 11",
        "MySQL, 5.5.5-10.11.6-MariaDB-log, MARIADB, 10, 11, 6",
        "MySQL, 9.1, MYSQL, 9, 1, 0",
        "MySQL, nonsense, MYSQL, 0, 0, 0",
    })
    void flavour_and_version_are_what_the_driver_tells_in_whatever_words(
            String product, String version, Flavour flavour, int major, int minor, int patch) {
        assertThat(Server.of(product, version)).isEqualTo(new Server(flavour, major, minor, patch));
    }

    @Test
    void versions_are_compared_number_by_number() {
        Server server = new Server(Flavour.MYSQL, 8, 0, 22);

        assertThat(server.atLeast(8, 0, 22)).isTrue();
        assertThat(server.atLeast(5, 7, 44)).isTrue();
        assertThat(server.atLeast(8, 0, 23)).isFalse();
        assertThat(server.atLeast(8, 1, 0)).isFalse();
    }

    @Test
    void a_query_is_bounded_in_the_words_of_its_server() {
        assertThat(new Server(Flavour.MYSQL, 8, 0, 15).bounded("select 1"))
                .isEqualTo("select /*+ MAX_EXECUTION_TIME(1000) */ 1");
        assertThat(new Server(Flavour.MYSQL, 8, 0, 15).bounded("show slave status"))
                .isEqualTo("show slave status");
        assertThat(new Server(Flavour.MARIADB, 11, 4, 5).bounded("select 1"))
                .isEqualTo("SET STATEMENT max_statement_time = 1, lock_wait_timeout = 1 FOR select 1");
    }
}
