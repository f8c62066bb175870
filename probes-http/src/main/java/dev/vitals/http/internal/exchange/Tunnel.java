package dev.vitals.http.internal.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitals.http.internal.time.Budget;
import dev.vitals.http.internal.time.DeadlineSocket;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a proxy for a way to a server, as the client of the JDK does, which does not tell what the proxy answered.
 *
 * @param proxy the proxy's address
 * @param port the proxy's port
 * @param to where to
 */
record Tunnel(InetAddress proxy, int port, URI to) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST = 200;

    /** Returns the status; empty if the proxy answers, but not in HTTP. */
    OptionalInt status(Budget budget) throws IOException {
        String server = to.getHost() + ":" + Request.port(to);
        String ask = "CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\nUser-Agent: vitals\r\n\r\n";
        try (DeadlineSocket socket = new DeadlineSocket(budget)) {
            socket.connect(proxy, port);
            socket.getOutputStream().write(ask.getBytes(US_ASCII));
            Matcher line = STATUS.matcher(firstLine(socket));
            return line.matches() ? OptionalInt.of(Integer.parseInt(line.group(1))) : OptionalInt.empty();
        }
    }

    private static String firstLine(DeadlineSocket socket) throws IOException {
        byte[] line = new byte[LONGEST];
        int length = 0;
        for (int next = socket.getInputStream().read();
                next >= ' ' && length < LONGEST;
                next = socket.getInputStream().read()) {
            line[length++] = (byte) next;
        }
        if (length == 0) {
            throw new EOFException("nothing");
        }
        return new String(line, 0, length, ISO_8859_1);
    }
}
