package dev.vitals.http.internal.tls;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Hears from what a client sends whether it has accepted the certificate of its server: up to TLS 1.2 it then sends its
 * own or a key, in the clear. With TLS 1.3 its handshake is over by then and needs no ear.
 */
final class Overheard extends FilterOutputStream {
    private static final int HEADER = 5;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE = 11;
    private static final int CLIENT_KEY_EXCHANGE = 16;

    private int position;
    private int type;
    private int length;
    private boolean accepted;

    Overheard(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        hear(octet & 0xFF);
        out.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            hear(bytes[i] & 0xFF);
        }
        out.write(bytes, offset, count);
    }

    private void hear(int octet) {
        switch (position) {
            case 0 -> type = octet;
            case 3 -> length = octet << 8;
            case 4 -> length += octet;
            case HEADER -> accepted |= type == HANDSHAKE && (octet == CERTIFICATE || octet == CLIENT_KEY_EXCHANGE);
            default -> {}
        }
        position = position >= HEADER - 1 && position + 1 == HEADER + length ? 0 : position + 1;
    }

    boolean accepted() {
        return accepted;
    }
}
