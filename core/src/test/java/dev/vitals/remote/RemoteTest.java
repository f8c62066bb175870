package dev.vitals.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Subject;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteTest {

    @ParameterizedTest
    @CsvSource({
        "db.internal:5432, db.internal, 5432, db.internal:5432",
        "db.internal, db.internal, -1, db.internal",
        "10.0.0.7:80, 10.0.0.7, 80, 10.0.0.7:80",
        "[::1]:5432, ::1, 5432, [::1]:5432",
        "[::1], ::1, -1, ::1",
        "::1, ::1, -1, ::1",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1, [fe80::1%eth0]:1",
        "a:port, a:port, -1, a:port"
    })
    void brackets_are_for_people_and_only_where_a_port_follows(String text, String host, int port, String shown) {
        Remote remote = Remote.parse(text);

        assertThat(remote.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.host()).isEqualTo(host);
            assertThat(endpoint.port()).isEqualTo(port < 0 ? OptionalInt.empty() : OptionalInt.of(port));
        });
        assertThat(remote).hasToString(shown);
    }

    @Test
    void several_hosts_are_one_address() {
        Remote remote = Remote.parse("a:1,[::1]:2, c");

        assertThat(remote.endpoints()).extracting(Remote.Endpoint::host).containsExactly("a", "::1", "c");
        assertThat(remote).hasToString("a:1,[::1]:2,c");
    }

    @Test
    void a_host_and_its_port_are_the_same_with_and_without_brackets() {
        assertThat(Remote.of("[::1]", 6379)).isEqualTo(Remote.of("::1", 6379)).isEqualTo(Remote.parse("[::1]:6379"));
    }

    @Test
    void credentials_in_front_are_left_out() {
        assertThat(Remote.parse("app:p@ss@db:5432")).isEqualTo(Remote.of("db", 5432));
    }

    @Test
    void a_default_port_fills_gaps_only() {
        assertThat(Remote.parse("a:1,b").withDefaultPort(5432)).hasToString("a:1,b:5432");
    }

    @Test
    void a_fault_is_about_each_endpoint_whose_port_is_known() {
        assertThat(Remote.parse("[::1]:1,DB:2,c").subjects())
                .containsExactly(Subject.endpoint("::1", 1), Subject.endpoint("db", 2));
    }

    @Test
    void no_address_is_not_known() {
        assertThat(Remote.parse("")).isEqualTo(Remote.UNKNOWN);
        assertThat(Remote.UNKNOWN.known()).isFalse();
        assertThat(Remote.of("a", 1).known()).isTrue();
    }
}
