package dev.vitals.jdbc.internal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JdbcKnowledgeTest {
    private final JdbcKnowledge knowledge = new JdbcKnowledge();

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(Knowledge.class)).hasAtLeastOneElementOfType(JdbcKnowledge.class);
    }

    @Test
    void each_code_is_declared_once() {
        assertThat(knowledge.causes()).extracting(Cause::code).doesNotHaveDuplicates();
    }

    @Test
    void titles_and_steps_are_words_and_explanations_are_sentences() {
        assertThat(knowledge.causes()).allSatisfy(cause -> {
            assertThat(cause.title()).matches("[a-z].*[^.:]");
            assertThat(cause.explanation()).matches("(?s)[A-Z].*\\.");
            assertThat(cause.steps()).allMatch(step -> step.matches("[a-z].*[^.:]"));
            assertThat(cause.steps().isEmpty() && cause.kind() != Cause.Kind.OURS)
                    .as("no steps: " + cause.code())
                    .isFalse();
        });
    }

    @Test
    void every_link_starts_from_a_cause_of_this_module() {
        List<String> codes = knowledge.causes().stream().map(Cause::code).toList();

        assertThat(knowledge.links())
                .allSatisfy(link -> assertThat(codes).as(link.toString()).anyMatch(link::startsFrom));
    }

    @Test
    void long_statements_explain_a_full_pool_and_blocking_explains_transactions_that_stay_open() {
        assertThat(explains("queries.long", "pool.exhausted")).isTrue();
        assertThat(explains("queries.long", "pool.saturated")).isTrue();
        assertThat(explains("locks.blocked", "transactions.prepared")).isTrue();
        assertThat(explains("transactions.prepared", "locks.blocked")).isFalse();
    }

    private boolean explains(String cause, String effect) {
        return knowledge.links().stream()
                .filter(link -> link.where() == CauseLink.Where.SAME_RESOURCE)
                .anyMatch(link -> link.startsFrom(cause) && link.leadsTo(effect));
    }
}
