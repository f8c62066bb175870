package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Access;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackAuthoriserTest {
    private final Authoriser authoriser = Authoriser.loopback();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8081",
                "127.0.0.1:8081",
                "127.1.2.3",
                "[::1]:8081",
                "[0:0:0:0:0:0:0:1]:8081"
            })
    void a_caller_on_this_host_sees_detail(String host) {
        assertThat(authoriser.access(caller("127.0.0.1", "Host", host))).isEqualTo(Access.DETAIL);
        assertThat(authoriser.access(caller("::1", "Host", host))).isEqualTo(Access.DETAIL);
    }

    @Test
    void a_caller_elsewhere_sees_statuses() {
        assertThat(authoriser.access(caller("10.0.0.7", "Host", "localhost"))).isEqualTo(Access.STATUS);
    }

    @Test
    void a_caller_without_an_address_sees_statuses() {
        assertThat(authoriser.access(new Caller(Optional.empty(), Map.of()))).isEqualTo(Access.STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-FORWARDED-X",
                "Via",
                "X-Real-IP",
                "x-client-ip",
                "X-Cluster-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "Fastly-Client-IP",
                "X-Envoy-External-Address",
                "X-Original-Forwarded-For"
            })
    void a_request_that_a_proxy_passed_on_sees_statuses(String header) {
        assertThat(authoriser.access(caller("127.0.0.1", header, ""))).isEqualTo(Access.STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.7:8081",
                "[::2]",
                "[::1",
                "[:::]",
                ""
            })
    void a_page_that_reaches_this_host_under_another_name_sees_statuses(String host) {
        assertThat(authoriser.access(caller("127.0.0.1", "host", host))).isEqualTo(Access.STATUS);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:3000",
        "Origin, http://localhost:8081.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "sec-fetch-site, ''"
    })
    void what_a_page_of_another_origin_asks_for_sees_statuses(String header, String value) {
        assertThat(authoriser.access(fromBrowser(header, value))).isEqualTo(Access.STATUS);
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://localhost:8081", "Sec-Fetch-Site, none", "Sec-Fetch-Site, same-origin"})
    void a_page_of_our_own_and_an_address_typed_in_see_detail(String header, String value) {
        assertThat(authoriser.access(fromBrowser(header, value))).isEqualTo(Access.DETAIL);
    }

    private static Caller fromBrowser(String header, String value) {
        return new Caller(
                Optional.of(InetAddress.getLoopbackAddress()),
                Map.of("Host", List.of("localhost:8081"), header, List.of(value)));
    }

    @Test
    void a_caller_does_not_print_its_secrets() {
        assertThat(caller("127.0.0.1", "Authorization", "Bearer s3cret").toString())
                .contains("Authorization")
                .doesNotContain("s3cret");
    }

    private static Caller caller(String address, String header, String value) {
        try {
            return new Caller(Optional.of(InetAddress.getByName(address)), Map.of(header, List.of(value)));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
