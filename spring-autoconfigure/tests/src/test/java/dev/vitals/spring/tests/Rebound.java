package dev.vitals.spring.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ConfigurableApplicationContext;

/** Sends what a browser sends for a page whose name has been made to point to the application. */
final class Rebound {
    private Rebound() {}

    /** Returns the answer as it comes over the wire. */
    static String post(ConfigurableApplicationContext application, String host, String path, String form) {
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            String request = "POST " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nOrigin: http://" + host
                    + ":" + port + "\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                    + form;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
