package dev.vitals.http.internal.client;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How connections are made; checks with the same transport share a client.
 *
 * @param ssl keys and trust; empty for the default of the JVM
 * @param proxy which proxy is used
 */
public record Transport(Optional<SSLContext> ssl, Proxy proxy) {
    /** The way the application's own connections take. */
    public static final Transport DEFAULT = new Transport(Optional.empty(), new Proxy.OfSystem());

    public Transport ssl(SSLContext context) {
        return new Transport(Optional.of(context), proxy);
    }

    public Transport proxy(Proxy other) {
        return new Transport(ssl, other);
    }

    /** Which proxy is used. */
    public sealed interface Proxy {
        /** Whatever the JVM is set up to use. */
        record OfSystem() implements Proxy {}

        /** None. */
        record None() implements Proxy {}

        /** This one. */
        record At(String host, int port) implements Proxy {}

        /** Returns the one to set in a client; empty for that of the JVM. */
        default Optional<ProxySelector> selector() {
            if (this instanceof At at) {
                return Optional.of(ProxySelector.of(InetSocketAddress.createUnresolved(at.host(), at.port())));
            }
            return this instanceof None ? Optional.of(NoProxy.SELECTOR) : Optional.empty();
        }
    }

    private static final class NoProxy {
        private static final ProxySelector SELECTOR = ProxySelector.of(null);
    }
}
