package dev.vitals.http.internal.tls;

import dev.vitals.http.internal.time.Budget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Shakes hands with a TLS server and hangs up. Nothing but the handshake is sent.
 *
 * @param host the name asked for and checked
 * @param address where to connect
 * @param port where to connect
 * @param startTls how TLS begins
 */
public record Handshake(String host, InetAddress address, int port, StartTls startTls) {
    /** Connects, as far as TCP. */
    public void connect(Budget budget) throws IOException {
        try (DeadlineSocket socket = new DeadlineSocket(budget)) {
            socket.connect(address, port);
        }
    }

    /**
     * Returns the session that a client with these keys and this trust gets, host name checked. A session that another
     * connection of this JVM has left would be resumed, and show the certificate of that time: it is given up first.
     */
    public SSLSession strict(SSLContext context, Budget budget) throws IOException {
        long start = System.currentTimeMillis();
        SSLSession session = session(context, budget);
        if (session.getCreationTime() < start) {
            forget(context);
            return session(context, budget);
        }
        return session;
    }

    private void forget(SSLContext context) {
        SSLSessionContext kept = context.getClientSessionContext();
        for (byte[] id : Collections.list(kept.getIds())) {
            SSLSession session = kept.getSession(id);
            if (session != null && host.equalsIgnoreCase(session.getPeerHost()) && session.getPeerPort() == port) {
                session.invalidate();
            }
        }
    }

    private SSLSession session(SSLContext context, Budget budget) throws IOException {
        try (DeadlineSocket socket = new DeadlineSocket(budget);
                SSLSocket secure = open(socket, context)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            SSLSession session = secure.getSession();
            session.invalidate();
            return session;
        }
    }

    /** Returns the certificates that the server shows, whatever they are worth. */
    public Optional<Chain> shown(Budget budget) {
        Witness witness = new Witness();
        try (DeadlineSocket socket = new DeadlineSocket(budget);
                SSLSocket secure = open(socket, witness.context())) {
            secure.startHandshake();
        } catch (IOException e) {
            // What was seen before it failed counts.
        }
        return witness.seen();
    }

    private SSLSocket open(DeadlineSocket socket, SSLContext context) throws IOException {
        socket.connect(address, port);
        startTls.begin(socket);
        Socket layered = context.getSocketFactory().createSocket(socket, host, port, false);
        return (SSLSocket) layered;
    }

    /** Trusts every certificate, since nothing but a handshake comes of it, and remembers them. */
    private static final class Witness extends X509ExtendedTrustManager {
        private volatile Optional<Chain> chain = Optional.empty();

        private SSLContext context() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {this}, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }

        private Optional<Chain> seen() {
            return chain;
        }

        private void note(X509Certificate... certificates) {
            if (certificates.length > 0) {
                chain = Optional.of(new Chain(List.of(certificates)));
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) {
            note(certificates);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
            note(certificates);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type) {
            note(certificates);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
