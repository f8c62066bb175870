package dev.vitals.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultServerTest {
    private final Recorded fault = new Recorded();
    private final FaultServer server = FaultServer.start(new FaultDesk(List.of(fault)));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_caller_on_this_host_makes_the_shop_sick() throws IOException {
        assertThat(post("Host: localhost")).startsWith("HTTP/1.1 200");
        assertThat(fault.injected).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nSec-Fetch-Site: cross-site",
                "Host: evil.example"
            })
    void a_page_of_another_origin_does_not(String headers) throws IOException {
        assertThat(post(headers)).startsWith("HTTP/1.1 403");
        assertThat(fault.injected).isFalse();
    }

    private String post(String headers) throws IOException {
        URI uri = URI.create(server.url());
        String request = "POST " + uri.getPath() + "/recorded HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
                + headers + "\r\n\r\n";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Recorded implements Fault {
        private volatile boolean injected;

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public String description() {
            return "nothing happens";
        }

        @Override
        public void inject() {
            injected = true;
        }

        @Override
        public void heal() {
            injected = false;
        }
    }
}
