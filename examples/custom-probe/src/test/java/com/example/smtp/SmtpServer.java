package com.example.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A mail server that greets and does no more, or accepts and stays silent. */
final class SmtpServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> open = new ArrayList<>();

    private SmtpServer(ServerSocket listening, String greeting) {
        this.listening = listening;
        Thread thread = new Thread(() -> serve(greeting), "smtp-server");
        thread.setDaemon(true);
        thread.start();
    }

    static SmtpServer greeting(String greeting) {
        try {
            return new SmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), greeting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve(String greeting) {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
