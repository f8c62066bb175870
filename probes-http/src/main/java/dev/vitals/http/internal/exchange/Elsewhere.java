package dev.vitals.http.internal.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vitals.http.internal.time.Budget;
import dev.vitals.http.internal.time.DeadlineSocket;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Sends a request to one address of a host, which the client of the JDK cannot be told to do: it takes the first one, and
 * sends {@code Host} and checks the certificate by what the URI says. In HTTP/1.1, on a connection for this alone.
 *
 * @param hop the request
 * @param address where to
 * @param ssl keys and trust; empty for the default of the JVM
 * @param most how much of a body is read, in bytes
 */
record Elsewhere(Hop hop, InetAddress address, Optional<SSLContext> ssl, int most) {
    /** Returns the answer. Blocks for the budget at most, unless a trust or key manager does for longer. */
    Answer ask(Budget budget) throws IOException {
        long start = System.nanoTime();
        try (DeadlineSocket socket = new DeadlineSocket(budget)) {
            socket.connect(address, Request.port(hop.uri()));
            return Request.isTls(hop.uri()) ? secured(socket, start) : exchanged(socket, Optional.empty(), start);
        }
    }

    private Answer secured(DeadlineSocket socket, long start) throws IOException {
        try (SSLSocket secure = (SSLSocket)
                context().getSocketFactory().createSocket(socket, hop.host(), Request.port(hop.uri()), false)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return exchanged(secure, Optional.of(secure.getSession()), start);
        }
    }

    private Answer exchanged(Socket socket, Optional<SSLSession> session, long start) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request());
        out.flush();
        WireReader in = new WireReader(new BufferedInputStream(socket.getInputStream()));
        WireReader.Head head = in.head();
        Duration first = Duration.ofNanos(System.nanoTime() - start);
        boolean empty = hop.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
        BoundedBody.Read read = empty ? new BoundedBody.Read(new byte[0], false) : in.body(head.headers(), most);
        Answer.Timing timing = new Answer.Timing(Duration.ZERO, first, Duration.ofNanos(System.nanoTime() - start));
        return new Answer(
                hop.uri(),
                head.status(),
                head.headers(),
                read.bytes(),
                read.cut(),
                most,
                timing,
                session,
                Optional.empty());
    }

    private byte[] request() {
        URI uri = hop.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(hop.method() + " " + target + " HTTP/1.1\r\n");
        line(head, "Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        line(head, "Connection", "close");
        hop.headers().forEach((name, value) -> line(head, name, value));
        if (hop.body().length > 0 || !hop.isSafe()) {
            line(head, "Content-Length", Integer.toString(hop.body().length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(hop.body());
        return bytes.toByteArray();
    }

    /** The client of the JDK has accepted name and value: there is no line break in them. */
    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private SSLContext context() {
        try {
            return ssl.isPresent() ? ssl.get() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the default SSLContext of this JVM cannot be made", e);
        }
    }
}
