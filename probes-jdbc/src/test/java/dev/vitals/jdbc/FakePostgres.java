package dev.vitals.jdbc;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each login with one error, for states a real server passes through too fast to be caught in. */
public final class FakePostgres implements AutoCloseable {
    private static final int SSL_REQUEST = 80_877_103;

    private final ServerSocket socket;
    private final byte[] answer;
    private final AtomicInteger logins = new AtomicInteger();

    private FakePostgres(byte[] answer) throws IOException {
        this.answer = answer;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "fake-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    public static FakePostgres refusingWith(String sqlState, String message) throws IOException {
        byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
        return new FakePostgres(ByteBuffer.allocate(5 + fields.length)
                .put((byte) 'E')
                .putInt(4 + fields.length)
                .put(fields)
                .array());
    }

    public static FakePostgres saying(String text) throws IOException {
        return new FakePostgres(text.getBytes(StandardCharsets.UTF_8));
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/orders";
    }

    public int logins() {
        return logins.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // This client has gone, or we were closed.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        if (read(in) == SSL_REQUEST && answer[0] == 'E') {
            client.getOutputStream().write('N');
            read(in);
        }
        logins.incrementAndGet();
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
    }

    private static int read(DataInputStream in) throws IOException {
        byte[] packet = new byte[in.readInt() - 4];
        in.readFully(packet);
        return ByteBuffer.wrap(packet).getInt();
    }
}
