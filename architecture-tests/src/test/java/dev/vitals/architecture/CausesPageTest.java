package dev.vitals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.triage.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -Dreference=write} it writes the page before comparing. */
class CausesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "causes.md");

    @Test
    void the_committed_page_is_what_the_catalogue_says() throws Exception {
        String text = new CausesPage(Catalogue.load()).text();
        if ("write".equals(System.getProperty("reference"))) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE)
                .as("write it again: mvn -q -Dquick -pl architecture-tests -am test -Dtest=CausesPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference=write")
                .hasContent(text);
    }
}
