package dev.vitals.http.internal.time;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket on which everything together takes no longer than a budget, however slowly the other side sends or reads. What
 * is under way then ends with {@link SocketTimeoutException}.
 */
public class DeadlineSocket extends Socket {
    private final Budget budget;

    public DeadlineSocket(Budget budget) {
        this.budget = budget;
    }

    public void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), budget.leftMillis());
        setTcpNoDelay(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                patience();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                patience();
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            // Sockets know no timeout of writing; to close them ends it.
            @Override
            @SuppressWarnings("try") // The alarm is there to be closed.
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try (Alarm alarm = Alarm.in(budget.left(), DeadlineSocket.this::hangUp)) {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw budget.isOver() ? new SocketTimeoutException() : e;
                }
            }
        };
    }

    private void hangUp() {
        try {
            close();
        } catch (IOException e) {
            // It is of no more use anyway.
        }
    }

    private void patience() throws IOException {
        if (budget.isOver()) {
            throw new SocketTimeoutException();
        }
        setSoTimeout(budget.leftMillis());
    }
}
