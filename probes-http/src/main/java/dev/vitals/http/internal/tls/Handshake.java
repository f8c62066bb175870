package dev.vitals.http.internal.tls;

import dev.vitals.http.internal.time.Budget;
import dev.vitals.http.internal.time.DeadlineSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands with a TLS server and hangs up. Nothing but the handshake is sent.
 *
 * @param host the name asked for and checked
 * @param address where to connect
 * @param port where to connect
 * @param startTls how TLS begins
 */
public record Handshake(String host, InetAddress address, int port, StartTls startTls) {
    private static final int MOST_ADDRESSES = 8;

    /** A handshake that did not succeed although the client has accepted the certificate of the server. */
    public static final class AcceptedException extends IOException {
        private static final long serialVersionUID = 1L;

        private AcceptedException(IOException why) {
            super(why);
        }
    }

    /** Returns the first of some addresses that accepts a connection, of at most eight. */
    public static Optional<InetAddress> accepting(List<InetAddress> addresses, int port, Budget budget) {
        int most = Math.min(MOST_ADDRESSES, addresses.size());
        for (int i = 0; i < most; i++) {
            Budget share = Budget.of(budget.left().dividedBy(most - i));
            try (DeadlineSocket socket = new DeadlineSocket(share)) {
                socket.connect(addresses.get(i), port);
                return Optional.of(addresses.get(i));
            } catch (IOException e) {
                // The next one may.
            }
        }
        return Optional.empty();
    }

    /** Connects, as far as TCP. */
    public void connect(Budget budget) throws IOException {
        try (DeadlineSocket socket = new DeadlineSocket(budget)) {
            socket.connect(address, port);
        }
    }

    /**
     * Returns the session that a client with these keys and this trust gets, host name checked. A session that another
     * connection of this JVM has left would be resumed, and show the certificate of that time: it is given up first.
     *
     * @throws AcceptedException if it failed after that
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
        Ear socket = new Ear(budget);
        try (socket;
                SSLSocket secure = open(socket, context)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            SSLSession session = secure.getSession();
            session.invalidate();
            return session;
        } catch (IOException e) {
            throw socket.accepted() ? new AcceptedException(e) : e;
        }
    }

    private static final class Ear extends DeadlineSocket {
        private @Nullable Overheard heard;

        private Ear(Budget budget) {
            super(budget);
        }

        /** Each is one of its own, as there is text before STARTTLS. */
        @Override
        public OutputStream getOutputStream() throws IOException {
            Overheard fresh = new Overheard(super.getOutputStream());
            heard = fresh;
            return fresh;
        }

        private boolean accepted() {
            return heard != null && heard.accepted();
        }
    }

    /** Returns what the server shows and wants, whatever it is worth. */
    public Shown shown(Budget budget) {
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
}
