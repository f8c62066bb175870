package dev.vitals.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u202Eabc", "\u200Babc", "\u2066abc", "\u0000", "\ud800", "\u200E"})
    void what_acts_on_a_terminal_or_hides_is_shown_to_have_been_there(String text) {
        assertThat(Clean.line(text)).contains("\uFFFD").doesNotContain(text.substring(0, 1));
        assertThat(Clean.isClean(text)).isFalse();
    }

    @Test
    void a_line_break_cannot_forge_a_line() {
        assertThat(Clean.line("a\r\nb\u2028c\u0085d\te")).isEqualTo("a  b c\uFFFDd e");
        assertThat(Clean.line("a\r\n b", 10)).isEqualTo("a b");
    }

    @Test
    void harmless_text_is_left_alone() {
        String text = "größe 5 € – 漢字 😀";

        assertThat(Clean.line(text)).isSameAs(text);
        assertThat(Clean.isClean(text)).isTrue();
    }

    @Test
    void a_long_line_is_cut_within_its_limit_and_never_through_a_character() {
        assertThat(Clean.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Clean.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Clean.line("abcd😀efg", 6)).isEqualTo("abcd…");
        assertThat(Clean.line("a          b", 3)).isEqualTo("a b");
        assertThat(Clean.line("x".repeat(1_000_000), 1)).isEqualTo("…");
    }

    @Test
    void a_cut_text_keeps_its_start_as_it_is() {
        assertThat(Clean.cut("a\n b", 4)).isEqualTo("a\n b");
        assertThat(Clean.cut("a\n bc", 4)).isEqualTo("a\n …");
        assertThat(Clean.cut("ab😀c", 4)).isEqualTo("ab…");
    }

    @Test
    void a_format_that_escapes_control_characters_keeps_them() {
        assertThat(Clean.encodable("a\nb\u202E\u0080")).isEqualTo("a\nb\uFFFD\uFFFD");
    }
}
