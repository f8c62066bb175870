package dev.vitals.jdbc.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void a_noun_is_in_the_plural_unless_there_is_one() {
        assertThat(Words.count(0, "session")).isEqualTo("0 sessions");
        assertThat(Words.count(1, "session")).isEqualTo("1 session");
    }

    @Test
    void hostile_text_stays_on_its_line_and_within_its_length() {
        assertThat(Words.line(" a\r\n\u001b[31mb\u202e\u0000c  d ", 100)).isEqualTo("a [31mb c d");
        assertThat(Words.line("abcdef", 3)).isEqualTo("abc…");
        assertThat(Words.line("abc", 3)).isEqualTo("abc");
        assertThat(Words.line("a\ud83d", 10)).isEqualTo("a");
    }

    @Test
    void a_shell_takes_an_argument_as_one_word() {
        assertThat(Words.shell("db.internal")).isEqualTo("db.internal");
        assertThat(Words.shell("a b; rm -rf $HOME 'x'")).isEqualTo("'a b; rm -rf $HOME '\\''x'\\'''");
    }
}
