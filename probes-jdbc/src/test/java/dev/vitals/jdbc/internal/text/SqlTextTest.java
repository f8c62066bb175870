package dev.vitals.jdbc.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 'secret'                       | select ?",
                "select 'it''s secret' from t          | select ? from t",
                "select E'it\\'s secret', 1            | select ?, ?",
                "select e'\\\\' , x from t             | select ? , x from t",
                "select 'it\\'s secret', 1             | select ? …",
                "select 'ends in\\', 'secret'       | select ? …",
                "select B'101', X'1F', N'secret'       | select ?, …",
                "select $$secret$$                     | select ?",
                "select $tag$se$x$cret$tag$ from t     | select ? from t",
                "select $1, $2 from t where a = $10    | select $1, $2 from t where a = $10",
                "select 42, 4.2, .5, 1e10, 1.5e-3, 0x1F | select ?, …",
                "update t set a=1-2 where b>-3         | update t set a=?-? where b>-?",
                "select col1, t2.c_3 from \"My 4 Table\" | select col1, t2.c_3 from \"My 4 Table\"",
                "select 1 -- password secret           | select ?",
                "select 1 /* a /* secret */ b */ + 2   | select ? + ?",
                "select * from a$b where c = 'd'       | select * from a$b where c = ?",
                "select 'a' 'b', 'c'                   | select ? ?, ?",
                "where id in (1, 2, 3, 4, 5)           | where id in (?, …)",
                "where id in (1,2)                     | where id in (?,?)",
                "alter role x password 'secret'        | alter role x password ?",
            })
    void literals_become_question_marks(String sql, String redacted) {
        assertThat(SqlText.redact(sql, 500)).isEqualTo(redacted);
    }

    @Test
    void what_double_quotes_mean_to_a_session_of_mysql_is_taken_for_a_string_unless_known() {
        String sql = "select \"a\" from \"t\" where `b` = 'secret'";

        assertThat(SqlText.redactMySql(sql, 500)).isEqualTo("select ? from ? where `b` = ?");
        assertThat(SqlText.redactMySql(sql, 500, true)).isEqualTo("select \"a\" from \"t\" where `b` = ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'secret",
                "select E'a\\'secret",
                "select $$secret",
                "select $x$ secret $x",
                "select 1 /* secret",
                "select 1 -- secret",
                "select 'a''secret"
            })
    void what_the_server_cut_off_in_the_middle_is_taken_for_secret(String sql) {
        assertThat(SqlText.redact(sql, 500)).doesNotContain("secret").startsWith("select ?");
    }

    @Test
    void a_statement_becomes_one_line_of_at_most_the_limit() {
        assertThat(SqlText.redact("select\n\t a,\r\n   b\nfrom t", 500)).isEqualTo("select a, b from t");
        assertThat(SqlText.redact("select " + "a".repeat(600), 100))
                .hasSize(100)
                .endsWith("…");
    }

    @Test
    void redacting_twice_changes_nothing_more() {
        String once = SqlText.redact("select 'a', 1, $$b$$, c from t where d in (1,2,3) -- e", 500);

        assertThat(SqlText.redact(once, 500)).isEqualTo(once);
    }

    @Test
    void any_text_is_read_to_its_end_without_a_quoted_word_coming_through() {
        Random random = new Random(42);
        String[] pieces = {
            "'canary'",
            "E'can\\'canary'",
            "$$canary$$",
            "$t$canary$t$",
            "/*canary*/",
            " ",
            "a",
            "1",
            ",",
            "\"",
            "$",
            "$1"
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder sql = new StringBuilder("x ");
            int quotes = 0;
            for (int j = 0; j < 10; j++) {
                String piece = pieces[random.nextInt(pieces.length)];
                // Within a quoted identifier a quote is a letter, so nothing there is a literal.
                quotes += piece.equals("\"") ? 1 : 0;
                sql.append(piece).append(' ');
            }
            String redacted = SqlText.redact(sql.toString(), 500);
            if (quotes == 0) {
                assertThat(redacted).as(sql.toString()).doesNotContain("canary");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "update t set a = 'geheim' where id = 4711 | update t set a = ? where id = ?",
                "select \"geheim\", `my col` from t | select ?, `my col` from t",
                "select 'it''s geheim', 1 | select ?, ?",
                // Whether the backslash escapes the quote depends on the SQL mode: all that follows may be secret.
                "select 'it\\'s geheim', 1 from t | select ? …",
                "select 'ends in\\', 'geheim' | select ? …",
                "select a # geheim | select a",
                "select a -- geheim | select a",
                "select /* geheim */ a | select a",
                "select x'4d7953' , 0x4D79, b'01' , _utf8mb4'geheim' | select x?, ?, b?, _utf8mb4?",
                "select $a from t$b | select $a from t$b",
                "insert into t values (1, 'geheim | insert into t values (?, ?",
                "select `geheim | select `geheim"
            })
    void mysql_reads_quotes_and_comments_its_own_way(String sql, String expected) {
        assertThat(SqlText.redactMySql(sql, 500).replace("x? , ?", "x?, ?").replace("b? , ", "b?, "))
                .isEqualTo(expected);
    }
}
