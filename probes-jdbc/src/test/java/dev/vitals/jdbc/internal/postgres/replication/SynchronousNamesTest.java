package dev.vitals.jdbc.internal.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynchronousNamesTest {
    @Test
    void every_way_to_write_the_setting_is_read() {
        assertThat(SynchronousNames.of("")).isEqualTo(new SynchronousNames(0, List.of()));
        assertThat(SynchronousNames.of("*")).isEqualTo(new SynchronousNames(1, List.of("*")));
        assertThat(SynchronousNames.of("a, b")).isEqualTo(new SynchronousNames(1, List.of("a", "b")));
        assertThat(SynchronousNames.of("2 (a,b)")).isEqualTo(new SynchronousNames(2, List.of("a", "b")));
        assertThat(SynchronousNames.of("first 2 (a, \"b, c\", *)"))
                .isEqualTo(new SynchronousNames(2, List.of("a", "b, c", "*")));
        assertThat(SynchronousNames.of("ANY 1(\"say \"\"hi\"\"\")"))
                .isEqualTo(new SynchronousNames(1, List.of("say \"hi\"")));
    }

    @Test
    void case_does_not_matter_and_any_is_never_missing() {
        SynchronousNames names = SynchronousNames.of("FIRST 2 (a, b, *)");

        assertThat(names.missing(Set.of("A"))).containsExactly("b");
        assertThat(names.present(List.of("A", "other"))).isEqualTo(2);
    }
}
