package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8081",
                "shop.example.com",
                "under_score-1.~x%41",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:1",
                "[::ffff:127.0.0.1]:8081",
                "a:00001"
            })
    void names_and_addresses_are_proper(String host) {
        assertThat(HostHeader.isProper(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a:",
                "a:b",
                "a:123456",
                "a:1:2",
                "a b",
                "a,b",
                "a/b",
                "me@a",
                " a",
                "a ",
                "ä",
                "[]",
                "[::1",
                "::1",
                "[::1]x",
                "[::1]:",
                "[::1]:x",
                "[::1%25eth0]",
                "[g::1]",
                "a]:1",
                "\u0661.2"
            })
    void nothing_else_is(String host) {
        assertThat(HostHeader.isProper(host)).isFalse();
    }
}
