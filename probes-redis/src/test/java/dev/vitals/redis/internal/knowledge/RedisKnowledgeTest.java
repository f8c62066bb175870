package dev.vitals.redis.internal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.remote.NetworkFault;
import dev.vitals.triage.Catalogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisKnowledgeTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void the_catalogue_finds_every_fault_of_the_network() {
        assertThat(catalogue.causes().keySet())
                .containsAll(Arrays.stream(NetworkFault.values())
                        .map(fault -> fault.code("redis"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "redis.auth, DENIED",
        "redis.maxclients, DENIED",
        "redis.protected, DENIED",
        "redis.permission, UNKNOWN",
        "redis.info.unusable, UNKNOWN",
        "redis.loading, UNAVAILABLE",
        "redis.masterdown, UNAVAILABLE",
        "redis.script, UNAVAILABLE",
        "redis.misconf, FAILING",
        "redis.error, FAILING",
        "redis.memory.full, EXHAUSTED",
        "redis.memory.high, EXHAUSTED",
        "redis.slow, SLOW",
        "redis.lost, UNREACHABLE",
        "redis.busy, OURS",
        "redis.closed, OURS"
    })
    void each_cause_is_of_the_kind_that_triage_reasons_by(String code, Kind kind) {
        assertThat(catalogue.cause(code).map(Cause::kind)).hasValue(kind);
    }

    @Test
    void codes_are_of_this_family() {
        List<Cause> causes = new RedisKnowledge().causes();

        assertThat(causes).hasSize(57).allMatch(cause -> cause.code().startsWith("redis."));
    }
}
