package dev.vitals.http;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** A trust manager of an application's own that blocks, as one does that asks a dead server for a revocation list. */
final class BlockingTrust extends X509ExtendedTrustManager {
    final CountDownLatch released = new CountDownLatch(1);
    final AtomicInteger entered = new AtomicInteger();

    /** By the server's port. */
    volatile IntPredicate blocks = port -> true;

    private void block(int port) {
        if (!blocks.test(port)) {
            return;
        }
        entered.incrementAndGet();
        // Like a read of a socket, it cannot be interrupted.
        while (released.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        block(engine.getPeerPort());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        block(socket.getPort());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        block(0);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
