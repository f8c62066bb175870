package dev.vitals.redis.internal.resp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * What a socket receives, bounded in time and in size for one reply as a whole. A socket's own timeout bounds each read
 * alone, so a peer that sends a byte now and then could hold a probe for ever.
 */
final class BoundedInput extends InputStream {
    /** Some hundred times what {@code INFO} answers with thousands of databases and replicas. */
    static final int LARGEST_REPLY = 4 << 20;

    private final Socket socket;
    private final InputStream received;
    private final Deadline deadline;
    private int bytesLeft;

    BoundedInput(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        this.received = socket.getInputStream();
    }

    void startReply() {
        bytesLeft = LARGEST_REPLY;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (bytesLeft <= 0) {
            throw new NotRedisException("");
        }
        socket.setSoTimeout(deadline.left());
        int read = received.read(into, offset, length);
        bytesLeft -= Math.max(0, read);
        return read;
    }
}
