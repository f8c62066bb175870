package dev.vitals.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
    private final KeyLines lines = new KeyLines(line -> "(" + line + ")", key -> "*");

    private List<String> read(List<String> texts) {
        return texts.stream().map(lines::next).toList();
    }

    @Test
    void the_lines_of_a_key_are_masked_to_its_end_and_the_next_key_as_well() {
        assertThat(read(List.of("a", "-----BEGIN KEY-----", "b", "-----END KEY-----", "c", "-----BEGIN KEY-----", "d")))
                .containsExactly("(a)", "(-----BEGIN KEY-----)", "*", "*", "(c)", "(-----BEGIN KEY-----)", "*");
    }

    @Test
    void a_key_on_one_line_hides_no_other() {
        assertThat(read(List.of("-----BEGIN KEY----- b -----END KEY-----", "c")))
                .last()
                .isEqualTo("(c)");
    }

    @Test
    void a_key_without_an_end_hides_256_lines() {
        List<String> texts = new ArrayList<>(List.of("-----BEGIN KEY-----"));
        texts.addAll(Collections.nCopies(1_000, "b"));

        assertThat(read(texts)).filteredOn("*"::equals).hasSize(256);
        assertThat(lines.next("after")).isEqualTo("(after)");
    }
}
