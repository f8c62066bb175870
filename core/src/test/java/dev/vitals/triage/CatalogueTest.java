package dev.vitals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @Test
    void what_the_modules_at_hand_know_is_found() {
        assertThat(Catalogue.load().cause("probe.timeout")).map(Cause::title).hasValue("check did not return in time");
        assertThat(Catalogue.load().cause("no.such-code")).isEmpty();
    }

    @Test
    void a_code_that_is_declared_twice_is_refused_by_name() {
        Knowledge known = new SampleKnowledge();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(List.of(known, known)))
                .withMessageContaining("'db.refused'")
                .withMessageContaining("'pool.exhausted'")
                .withMessageContaining(SampleKnowledge.class.getName());
    }

    @Test
    void knowledge_that_cannot_be_loaded_is_named(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(Knowledge.class.getName()), "com.example.Missing\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThatIllegalArgumentException()
                    .isThrownBy(Catalogue::load)
                    .withMessageContaining("com.example.Missing");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void a_link_that_names_no_cause_code_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CauseLink.anywhere("Locks!", "pool.*", "words"))
                .withMessageContaining("'cause' must be a cause code such as 'pool.exhausted'")
                .withMessageContaining("Locks!");
        assertThatIllegalArgumentException().isThrownBy(() -> CauseLink.anywhere("locks.*", "pool.*", " "));
    }

    @Test
    void a_family_does_not_take_in_another_that_begins_the_same() {
        CauseLink link = CauseLink.anywhere("locks.*", "pool.exhausted", "words");

        assertThat(link.startsFrom("locks.blocked")).isTrue();
        assertThat(link.startsFrom("locksmith.away")).isFalse();
        assertThat(link.leadsTo("pool.exhausted")).isTrue();
        assertThat(link.leadsTo("pool.exhausted.more")).isFalse();
    }
}
