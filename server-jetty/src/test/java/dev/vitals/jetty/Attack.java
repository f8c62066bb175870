package dev.vitals.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What a socket does to a server that holds a thread for each of them. Every step is one call, and none blocks. */
enum Attack {
    HALF_HEAD("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Half:", ""),
    ONE_BYTE("G", ""),
    DRIP("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Drip: ", "x"),
    SLOW_BODY("POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n", "x"),
    /** Asks on and on, and reads nothing. */
    DEAF_READER("", "GET /health?verbose HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    SILENT("", ""),
    /** Asks as fast as it can, and reads. */
    STORM("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private final String first;
    private final String then;

    Attack(String first, String then) {
        this.first = first;
        this.then = then;
    }

    void begin(SocketChannel socket) throws IOException {
        socket.write(StandardCharsets.US_ASCII.encode(first));
    }

    /** Goes on with the attack. Returns false when the server has closed the connection. */
    boolean goOn(SocketChannel socket, ByteBuffer scratch) throws IOException {
        if (this == DEAF_READER) {
            return socket.write(StandardCharsets.US_ASCII.encode(then)) >= 0;
        }
        scratch.clear();
        int read = socket.read(scratch);
        if (read > 0 || (this != STORM && !then.isEmpty())) {
            socket.write(StandardCharsets.US_ASCII.encode(then));
        }
        return read >= 0;
    }

    /** How long to wait between two steps. */
    long pauseMillis() {
        return this == STORM ? 0 : 50;
    }
}
