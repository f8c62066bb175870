package dev.vitals.jdbc.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.JdbcProbes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With {@code -Dreference=write} it writes the page before comparing. */
class ReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "jdbc.md");

    /** Of a data source whose product is not known, so that the checks of every product are there. */
    private final ReferencePage page = new ReferencePage(
            JdbcProbes.of("db", new HikariDataSource()).with("integrity").query("query", "select 1", q -> q));

    @Test
    void each_check_is_described_and_nothing_else_is() {
        assertThat(Facts.ALL.stream().map(Fact::check).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(page.checks()));
    }

    @Test
    void the_committed_page_is_what_the_code_says() throws Exception {
        if ("write".equals(System.getProperty("reference"))) {
            Files.writeString(PAGE, page.text());
        }

        assertThat(PAGE)
                .as("write it again: mvn -q -Dquick -pl probes-jdbc -am test -Dtest=ReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference=write")
                .hasContent(page.text());
    }
}
