package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.format.Access;
import dev.vitals.probe.Result;
import dev.vitals.triage.Checks;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser can be made to send, against an authoriser that lets everybody do everything. Over a real socket. */
class CrossSiteTest {
    private final HealthServer server = HealthServer.builder(new FixedSource(Checks.check("a", Result.up())))
            .authoriser(Authoriser.always(Access.OPERATE))
            .port(0)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** 404 is the answer of the operation itself: no incidents are kept here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a program
                "Host: 127.0.0.1:8081                                                        | 404",
                "Host: status.example.org                                                    | 404",
                // a page of ours
                "Host: 127.0.0.1:8081\\nOrigin: http://127.0.0.1:8081                         | 404",
                "Host: localhost:8081\\nOrigin: https://localhost:8081\\nSec-Fetch-Site: same-origin | 404",
                "Host: [::1]:8081\\nOrigin: http://[::1]:8081                                 | 404",
                "Host: s.example.org\\nOrigin: https://s.example.org\\nAuthorization: Bearer x | 404",
                // a page of another site
                "Host: 127.0.0.1:8081\\nOrigin: http://evil.example                           | 403",
                "Host: 127.0.0.1:8081\\nOrigin: null                                          | 403",
                "Host: 127.0.0.1:8081\\nOrigin: http://127.0.0.1:9999                         | 403",
                "Host: 127.0.0.1:8081\\nSec-Fetch-Site: cross-site                            | 403",
                "Host: 127.0.0.1:8081\\nSec-Fetch-Site: same-site                             | 403",
                "Host: s.example.org\\nOrigin: http://evil.example\\nAuthorization: Bearer x  | 403",
                // a page whose name was made to point here
                "Host: evil.example:8081\\nOrigin: http://evil.example:8081\\nSec-Fetch-Site: same-origin | 403",
                "Host: 127.0.0.1.evil.example\\nOrigin: http://127.0.0.1.evil.example         | 403",
            })
    void an_operation_is_refused_when_a_browser_may_have_been_made_to_send_it(String headers, int status)
            throws Exception {
        assertThat(answer("POST", headers.replace("\\n", "\r\n"))).startsWith("HTTP/1.1 " + status + " ");
    }

    /** An operator whom single sign-on knows by a cookie sends no {@code Authorization}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: status.example.org\\nOrigin: https://status.example.org\\nSec-Fetch-Site: same-origin | 404",
                "Host: STATUS.example.org\\nOrigin: https://status.example.org                | 404",
                "Host: status.example.org\\nSec-Fetch-Site: same-origin                      | 404",
                "Host: status.example.org:8443\\nOrigin: https://status.example.org:8443      | 404",
                // a proxy that sends its upstream as the host
                "Host: upstream\\nOrigin: https://status.example.org\\nSec-Fetch-Site: same-origin | 404",
                "Host: 127.0.0.1:8081\\nOrigin: https://status.example.org                   | 404",
                // a page of another site
                "Host: status.example.org\\nOrigin: https://evil.example                     | 403",
                "Host: status.example.org\\nOrigin: null                                     | 403",
                "Host: status.example.org\\nOrigin: https://status.example.org.evil.example  | 403",
                "Host: status.example.org\\nOrigin: https://wiki.status.example.org          | 403",
                "Host: status.example.org\\nOrigin: https://status.example.org:9999          | 403",
                "Host: status.example.org\\nOrigin: ftp://status.example.org                 | 403",
                "Host: status.example.org\\nSec-Fetch-Site: same-site                        | 403",
                "Host: status.example.org\\nOrigin: https://status.example.org\\nSec-Fetch-Site: cross-site | 403",
                // a page whose name was made to point here
                "Host: evil.example\\nOrigin: https://evil.example\\nSec-Fetch-Site: same-origin | 403",
            })
    void an_operation_from_a_page_below_a_name_of_ours_needs_no_authorization(String headers, int status)
            throws Exception {
        try (HealthServer named = HealthServer.builder(new FixedSource(Checks.check("a", Result.up())))
                .authoriser(Authoriser.always(Access.OPERATE).forHosts("Status.example.org", "status.example.org:8443"))
                .port(0)
                .start()) {
            assertThat(answer(named, "POST", headers.replace("\\n", "\r\n"))).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void names_are_as_in_an_address_bar() {
        Authoriser judge = Authoriser.bearer("a-token-of-twenty-one").forHosts("a.example");

        assertThat(judge.forHosts("B.example").hosts()).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(judge.challenge()).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge.forHosts("https://a.example", "fine", "*"))
                .withMessageContaining("'https://a.example', '*'");
        assertThatIllegalArgumentException().isThrownBy(judge::forHosts).withMessageContaining("empty");
    }

    @Test
    void reading_is_not_an_operation() throws Exception {
        assertThat(answer("GET", "Host: s.example.org\r\nSec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 404 ");
    }

    private String answer(String method, String headers) throws Exception {
        return answer(server, method, headers);
    }

    private static String answer(HealthServer asked, String method, String headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), asked.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((method + " /health/incidents/1/resolve?by=a&text=b HTTP/1.1\r\n" + headers
                            + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
