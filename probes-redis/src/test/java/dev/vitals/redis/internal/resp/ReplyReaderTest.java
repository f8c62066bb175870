package dev.vitals.redis.internal.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    @Test
    void each_type_of_the_protocol_is_read() throws Exception {
        assertThat(read("+OK\r\n")).isEqualTo(new Reply.Text("OK"));
        assertThat(read(":-7\r\n")).isEqualTo(new Reply.Whole(-7));
        assertThat(read("$4\r\na\r\nb\r\n")).isEqualTo(new Reply.Text("a\r\nb"));
        assertThat(read("$-1\r\n")).isEqualTo(new Reply.Nil());
        assertThat(read("*-1\r\n")).isEqualTo(new Reply.Nil());
        assertThat(read("*2\r\n+a\r\n*1\r\n:1\r\n"))
                .isEqualTo(new Reply.Items(List.of(new Reply.Text("a"), new Reply.Items(List.of(new Reply.Whole(1))))));
    }

    @Test
    void of_an_error_the_code_alone_is_kept() throws Exception {
        assertThat(read("-NOPERM this user has no permissions\r\n")).isEqualTo(new Reply.Refusal("NOPERM"));
        assertThat(read("-something else\r\n")).isEqualTo(new Reply.Refusal("ERR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400\r\n", "$x\r\n", "$9999999999\r\n", ":\r\n", "SSH-2.0"})
    void anything_else_is_not_redis(String received) {
        assertThatThrownBy(() -> read(received)).isInstanceOf(NotRedisException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+OK", "$4\r\nab", "*2\r\n+a\r\n"})
    void an_answer_cut_short_is_an_end(String received) {
        assertThatThrownBy(() -> read(received)).isInstanceOf(EOFException.class);
    }

    @Test
    void what_is_not_printable_is_not_shown() {
        assertThat(new NotRedisException("SSH\u0000\u001b[31m é").firstLine()).isEqualTo("SSH\ufffd\ufffd[31m é");
        assertThat(new NotRedisException("x".repeat(1_000)).firstLine()).hasSize(80);
    }

    private static Reply read(String received) throws Exception {
        return new ReplyReader(new ByteArrayInputStream(received.getBytes(StandardCharsets.UTF_8))).read();
    }
}
