package dev.vitals.spring.internal.sources;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

/**
 * TLS as a factory of Lettuce does it, from whatever it was set up with: a bundle of Spring Boot ends up in Lettuce's own
 * options too. A check that is stricter than its client would fail where the client works.
 */
final class LettuceTls {
    private LettuceTls() {}

    /**
     * Returns how a factory secures its connections.
     *
     * @throws IllegalArgumentException when that cannot be read, such as from a missing store of keys
     */
    static RedisTopology.Tls of(boolean used, LettuceClientConfiguration client) {
        return config -> {
            config.ssl(used);
            if (used) {
                SslOptions options = client.getClientOptions()
                        .map(ClientOptions::getSslOptions)
                        .orElseGet(SslOptions::create);
                config.sslSocketFactory(sockets(options, client.getVerifyMode()));
                config.sslParameters(parameters(options, client.getVerifyMode()));
            }
        };
    }

    private static SSLSocketFactory sockets(SslOptions options, SslVerifyMode mode) {
        try {
            SslContextBuilder builder = options.createSslContextBuilder().sslProvider(SslProvider.JDK);
            if (mode == SslVerifyMode.NONE) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            }
            return ((JdkSslContext) builder.build()).context().getSocketFactory();
        } catch (IOException | GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("its TLS cannot be read: " + e, e);
        }
    }

    private static SSLParameters parameters(SslOptions options, SslVerifyMode mode) {
        SSLParameters parameters = options.createSSLParameters();
        if (mode == SslVerifyMode.FULL) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }
}
