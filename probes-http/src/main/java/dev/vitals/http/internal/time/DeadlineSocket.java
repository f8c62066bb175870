package dev.vitals.http.internal.time;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A socket on which everything together takes no longer than a budget, however slowly the other side drips. */
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

    private void patience() throws IOException {
        if (budget.isOver()) {
            throw new SocketTimeoutException();
        }
        setSoTimeout(budget.leftMillis());
    }
}
