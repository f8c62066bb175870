package dev.vitals.spring.internal.sources;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;

/** How a Redis factory secures its connections: by the bundle that Spring Boot's own property names, if it does. */
public final class Tls {
    private static final String BUNDLE = "spring.data.redis.ssl.bundle";

    private final Environment environment;
    private final Supplier<Optional<SslBundles>> bundles;

    public Tls(Environment environment, Supplier<Optional<SslBundles>> bundles) {
        this.environment = environment;
        this.bundles = bundles;
    }

    /**
     * Returns what to do for a factory of Lettuce. As the application does: a check that is stricter than its client would
     * fail where the client works.
     *
     * @param used whether there is TLS
     * @param mode Lettuce's word for what is verified: {@code NONE}, {@code CA} or {@code FULL}
     */
    RedisTopology.Security of(boolean used, String mode) {
        return config -> {
            config.ssl(used);
            if (used && mode.equals("NONE")) {
                config.sslSocketFactory(trustingAll());
            } else if (used) {
                bundle().ifPresent(config::sslSocketFactory);
                config.sslParameters(parameters(mode));
            }
        };
    }

    private static SSLParameters parameters(String mode) {
        SSLParameters parameters = new SSLParameters();
        if (mode.equals("FULL")) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    /** Returns what to do for a factory of Jedis, which has its socket factory with it. */
    RedisTopology.Security of(boolean used, JedisClientConfiguration client) {
        return config -> {
            config.ssl(used);
            client.getSslSocketFactory().ifPresent(config::sslSocketFactory);
            client.getSslParameters().ifPresent(config::sslParameters);
            client.getHostnameVerifier().ifPresent(config::hostnameVerifier);
        };
    }

    private Optional<SSLSocketFactory> bundle() {
        String name = environment.getProperty(BUNDLE);
        return name == null || name.isBlank()
                ? Optional.empty()
                : bundles.get()
                        .map(all -> all.getBundle(name).createSslContext().getSocketFactory());
    }

    private static SSLSocketFactory trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this virtual machine has no TLS", e);
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
