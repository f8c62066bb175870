package dev.vitals.jdbc.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodToKnowTest {
    private static final Evidence OTHER = new Evidence.Text("also", List.of("a"));

    @Test
    void whoever_adds_notes_they_stand_in_one_place_each_once() {
        Result first = GoodToKnow.note(Result.up().evidence(OTHER), List.of("a backup runs"));
        Result second = GoodToKnow.note(first.evidence(OTHER), List.of("sync_binlog is 0", "a backup runs"));

        assertThat(second.evidence())
                .containsExactly(
                        OTHER, new Evidence.Text("good to know", List.of("a backup runs", "sync_binlog is 0")), OTHER);
    }

    @Test
    void no_notes_are_no_evidence() {
        assertThat(GoodToKnow.note(Result.up(), List.of())).isEqualTo(Result.up());
    }
}
