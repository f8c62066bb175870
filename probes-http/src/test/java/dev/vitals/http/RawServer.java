package dev.vitals.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server that does on its socket whatever a test wants, once for each connection. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final boolean tls;
    private final Handler handler;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    interface Handler {
        void handle(Socket socket) throws Exception;
    }

    private RawServer(ServerSocket listener, boolean tls, Handler handler) {
        this.listener = listener;
        this.tls = tls;
        this.handler = handler;
        start(this::accept);
    }

    static RawServer of(Handler handler) throws IOException {
        return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false, handler);
    }

    static RawServer tls(SSLContext context, Handler handler) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new RawServer(listener, true, handler);
    }

    /** As {@link #tls(SSLContext, Handler)}, with the listener set up as a test wants. */
    static RawServer tls(SSLContext context, Consumer<SSLServerSocket> setUp, Handler handler) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        setUp.accept((SSLServerSocket) listener);
        return new RawServer(listener, true, handler);
    }

    /** Reads a request's head, sends these bytes and closes. */
    static RawServer answering(String answer) throws IOException {
        return of(socket -> answer(socket, answer));
    }

    static void answer(Socket socket, String answer) throws IOException {
        readHead(socket);
        send(socket, answer);
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Returns the lines up to the empty one. */
    static String readHead(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        var head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    String url(String path) {
        return (tls ? "https://localhost:" : "http://localhost:") + port() + path;
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            handler.handle(socket);
        } catch (Exception e) {
            // The client hung up, or would not go on.
        }
    }

    private static void start(Runnable body) {
        var thread = new Thread(body, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
