package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Format;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
    private static final List<Format> OFFERED = List.of(JsonFormat.DEFAULT, TextFormat.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        */*                                        | json
        application/json                           | json
        APPLICATION/JSON ; charset="utf-8"         | json
        application/*                              | json
        text/plain                                 | text
        text/*                                     | text
        text/plain;q=0.5, application/json;q=0.4   | text
        text/plain;q=0.5, application/json         | json
        text/plain, */*                            | text
        text/plain, application/json               | text
        application/json;q=0, */*                  | text
        text/html, application/xml;q=0.9, */*;q=.8 | json
        text/html, application/xml;q=0.9, */*;q=0.8| json
        image/png, text/plain;q=0.001              | text
        """)
    void the_format_a_caller_likes_best_is_chosen(String accept, String format) {
        assertThat(choose(accept)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/json;q=0", "*/*;q=0.0", "text/html, application/xml"})
    void nothing_acceptable_is_nothing(String accept) {
        assertThat(choose(accept)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "json",
                "*",
                "*/json",
                "text/plain;q=2",
                "text/plain;q=x",
                "text/",
                "/plain",
                "a b/c",
                "text/plain;;",
                "text/plain;q",
                "\"",
                "text/plain;x=\"",
                "\u0000",
                "text/plain\r\nX: y",
                "é/è"
            })
    void a_header_that_makes_no_sense_counts_as_none(String accept) {
        assertThat(choose(accept)).contains("json");
    }

    @Test
    void a_header_too_long_to_be_honest_counts_as_none() {
        assertThat(choose("text/plain," + "a/b,".repeat(300))).contains("json");
        assertThat(choose("text/plain;" + " ".repeat(1_000))).contains("json");
    }

    @Test
    void no_header_takes_the_first() {
        assertThat(AcceptHeader.choose(Optional.empty(), OFFERED).map(Format::name))
                .contains("json");
    }

    private static Optional<String> choose(String accept) {
        return AcceptHeader.choose(Optional.of(accept), OFFERED).map(Format::name);
    }
}
