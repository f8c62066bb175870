package dev.vitals.redis.internal.client;

import dev.vitals.redis.internal.resp.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/**
 * TLS as the application's client has it, over a socket that is bounded as a whole: a peer that sends its half of the
 * agreement, or of a record, byte by byte would otherwise hold a probe for ever.
 */
final class TimedTls extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final Deadline deadline;

    private TimedTls(SSLSocketFactory tls, Deadline deadline) {
        this.tls = tls;
        this.deadline = deadline;
    }

    /** Puts this factory in place of what the configuration would use, and its parameters beside it. */
    static void apply(DefaultJedisClientConfig.Builder timed, JedisClientConfig config, Deadline deadline)
            throws IOException {
        SslOptions options = config.getSslOptions();
        if (options == null) {
            SSLSocketFactory given = config.getSslSocketFactory();
            SSLSocketFactory used =
                    given == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : Objects.requireNonNull(given);
            timed.sslSocketFactory(new TimedTls(used, deadline));
            return;
        }
        try {
            SSLSocketFactory used = options.createSslContext().getSocketFactory();
            timed.ssl(true)
                    .sslOptions(null)
                    .sslParameters(options.getSslParameters())
                    .sslSocketFactory(new TimedTls(used, deadline));
        } catch (GeneralSecurityException e) {
            throw new SSLException(e);
        }
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(new DeadlineSocket(below, deadline), host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw layeredOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        throw layeredOnly();
    }

    private static SocketException layeredOnly() {
        return new SocketException("only over a socket that is connected already");
    }
}
