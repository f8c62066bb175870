package dev.vitals.http.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;

/** How a connection that begins in plain text turns to TLS. */
public enum StartTls {
    /** TLS from the first byte. */
    NONE {
        @Override
        void begin(Socket socket) {}
    },
    /** {@code STARTTLS} of SMTP, RFC 3207. */
    SMTP {
        @Override
        void begin(Socket socket) throws IOException {
            expect(socket, "220");
            send(socket, "EHLO vitals.invalid\r\n".getBytes(US_ASCII));
            expect(socket, "250");
            send(socket, "STARTTLS\r\n".getBytes(US_ASCII));
            if (!hears(socket, "220")) {
                throw new NotOfferedException();
            }
        }
    },
    /** {@code SSLRequest} of PostgreSQL. */
    POSTGRESQL {
        @Override
        void begin(Socket socket) throws IOException {
            send(socket, new byte[] {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f});
            int answer = socket.getInputStream().read();
            if (answer == 'N') {
                throw new NotOfferedException();
            }
            if (answer != 'S') {
                throw new ProtocolException("no PostgreSQL");
            }
        }
    };

    /** The server has refused to turn to TLS. */
    public static final class NotOfferedException extends ProtocolException {
        private static final long serialVersionUID = 1L;
    }

    private static final int LONGEST_LINE = 1000;
    private static final int MOST_LINES = 50;

    abstract void begin(Socket socket) throws IOException;

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static void expect(Socket socket, String code) throws IOException {
        if (!hears(socket, code)) {
            throw new ProtocolException("another reply than " + code);
        }
    }

    /** Reads a reply of one or more lines; all but the last have a dash after the code. */
    private static boolean hears(Socket socket, String code) throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(socket.getInputStream());
            if (!line.startsWith(code + "-")) {
                return line.startsWith(code);
            }
        }
        throw new ProtocolException("a reply without end");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() >= LONGEST_LINE) {
                throw new ProtocolException("no SMTP");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
