package dev.vitals.http.internal.exchange;

import dev.vitals.remote.Remote;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

/**
 * Where a request connects to.
 *
 * @param host the host, without brackets
 * @param port the port
 * @param proxy whether that is a proxy and not the server
 */
record Via(String host, int port, boolean proxy) {
    /** Returns the proxy that a client uses for an address, or the server. */
    static Via of(HttpClient client, URI uri) {
        return client.proxy().or(() -> Optional.ofNullable(ProxySelector.getDefault())).stream()
                .flatMap(selector -> selector.select(uri).stream())
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .map(found -> new Via(found.getHostString(), found.getPort(), true))
                .orElseGet(() -> new Via(Request.bare(uri.getHost()), Request.port(uri), false));
    }

    Remote remote() {
        return Remote.of(host, port);
    }
}
