package dev.vitals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.Runbook;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What our modules know about the findings they make. */
class CatalogueTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void every_declared_cause_is_in_the_catalogue() {
        List<Cause> declared = OurClasses.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Cause.class))
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .map(CatalogueTest::value)
                .toList();

        assertThat(declared).isNotEmpty();
        assertThat(catalogue.causes().values()).containsAll(declared);
    }

    @Test
    void titles_and_steps_are_in_one_style() {
        assertThat(catalogue.causes().values()).allSatisfy(cause -> {
            assertThat(Stream.concat(Stream.of(cause.title()), cause.steps().stream()))
                    .as(cause.code())
                    .noneMatch(text -> text.endsWith(".") || text.endsWith(":"))
                    .noneMatch(text -> startsLikeASentence(text));
            assertThat(cause.title()).as(cause.code()).doesNotMatch("(the|an?) .*");
            assertThat(cause.explanation()).as(cause.code()).matches("(?s)[A-Z\"'`].*[.!?]");
        });
    }

    @Test
    void the_runbook_says_of_every_cause_what_it_means_and_what_to_do() {
        Runbook runbook = Runbook.of(catalogue);

        assertThat(runbook.codes()).containsExactlyElementsOf(catalogue.causes().keySet());
        assertThat(catalogue.causes().values())
                .filteredOn(cause -> cause.kind() != Cause.Kind.OURS) // what we closed ourselves needs no mending
                .allSatisfy(cause -> assertThat(cause.steps()).as(cause.code()).isNotEmpty());
    }

    @Test
    void links_join_causes_that_there_are() {
        assertThat(catalogue.links()).isNotEmpty().allSatisfy(link -> {
            assertThat(isKnown(link, true)).as(link.cause()).isTrue();
            assertThat(isKnown(link, false)).as(link.effect()).isTrue();
        });
    }

    private boolean isKnown(CauseLink link, boolean start) {
        return catalogue.causes().keySet().stream()
                .anyMatch(code -> start ? link.startsFrom(code) : link.leadsTo(code));
    }

    /** Upper case, then lower case: a name such as {@code VACUUM} or {@code TLS} may begin a step. */
    private static boolean startsLikeASentence(String text) {
        return text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
    }

    private static Cause value(JavaField found) {
        try {
            Field field = found.reflect();
            field.setAccessible(true);
            return (Cause) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(found.getFullName(), e);
        }
    }
}
