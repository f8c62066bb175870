package dev.vitals.jdbc.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 ms",
        "PT0S, 0 ms",
        "PT0.00081S, 0.8 ms",
        "PT0.012S, 12 ms",
        "PT3.94S, 3.9 s",
        "PT9.999S, 10 s",
        "PT59.9S, 59 s",
        "PT60S, 1 m",
        "PT4M10S, 4 m 10 s",
        "PT2H5M9S, 2 h 5 m",
        "P3DT4H, 3 d 4 h"
    })
    void a_duration_is_said_in_at_most_two_units(Duration duration, String words) {
        assertThat(Words.duration(duration)).isEqualTo(words);
    }

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
