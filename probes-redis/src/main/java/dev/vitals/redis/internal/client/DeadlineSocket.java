package dev.vitals.redis.internal.client;

import dev.vitals.redis.internal.resp.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A connected socket whose every read ends by one deadline. It hands everything else on. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The socket below has the locks; close() must not wait.
final class DeadlineSocket extends Socket {
    private final Socket connected;
    private final Deadline deadline;

    DeadlineSocket(Socket connected, Deadline deadline) {
        this.connected = connected;
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(connected.getInputStream()) {
            @Override
            public int read() throws IOException {
                connected.setSoTimeout(deadline.left());
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                connected.setSoTimeout(deadline.left());
                return super.read(into, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        connected.close();
    }

    @Override
    public void shutdownInput() throws IOException {
        connected.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        connected.shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return connected.isConnected();
    }

    @Override
    public boolean isBound() {
        return connected.isBound();
    }

    @Override
    public boolean isClosed() {
        return connected.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return connected.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return connected.isOutputShutdown();
    }

    @Override
    public InetAddress getInetAddress() {
        return connected.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return connected.getLocalAddress();
    }

    @Override
    public int getPort() {
        return connected.getPort();
    }

    @Override
    public int getLocalPort() {
        return connected.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return connected.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return connected.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        connected.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return connected.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        connected.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return connected.getSoLinger();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        connected.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return connected.getTcpNoDelay();
    }
}
