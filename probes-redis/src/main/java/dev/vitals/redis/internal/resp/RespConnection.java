package dev.vitals.redis.internal.resp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One socket that speaks the Redis protocol, one command at a time.
 *
 * <p>Jedis opens the socket, so that addresses and TLS are those of the application's client. It does not speak over
 * it: its own connection swallows what the server says while it opens (version 7 then knows a server at its client limit
 * only as an end of stream), believes any length a peer claims, and says in prose alone what it met.
 */
public final class RespConnection implements AutoCloseable {
    private final Socket socket;
    private final Deadline deadline;
    private final BoundedInput input;
    private final ReplyReader replies;
    private boolean midCall;

    /** Takes the socket over, and the deadline by which its layers below this one read. */
    public RespConnection(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        this.input = new BoundedInput(socket, deadline);
        this.replies = new ReplyReader(new BufferedInputStream(input));
    }

    /** Sends a command and waits for its reply. */
    public Reply call(int millis, String... command) throws IOException {
        midCall = true;
        deadline.in(millis);
        input.startReply();
        socket.setSoTimeout(millis);
        socket.getOutputStream().write(encode(command));
        Reply reply = replies.read();
        midCall = false;
        return reply;
    }

    /** Whether a call ended without its reply, whatever ended it. That reply would answer the next command. */
    public boolean isOutOfStep() {
        return midCall;
    }

    private static byte[] encode(String... command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : command) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + text.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(text);
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        return bytes.toByteArray();
    }

    /** Closes the socket, also under a call on another thread. Does not block. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to release.
        }
    }
}
