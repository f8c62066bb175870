package dev.vitals.http;

import dev.vitals.http.internal.client.Transport.Proxy;
import java.util.Objects;

/** Checks what is given as a host and port. */
final class Hosts {
    private Hosts() {}

    static Proxy at(String host, int port) {
        requireHost(host);
        requirePort(port);
        return new Proxy.At(host, port);
    }

    static String requireHost(String host) {
        String bare = Objects.requireNonNull(host, "host");
        if (!bare.matches("[A-Za-z0-9._:%-]{1,253}")) {
            throw new IllegalArgumentException(
                    "'host' must be a name or an address, without brackets, scheme and port");
        }
        return bare;
    }

    static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'port' must be from 1 to 65535 but was " + port);
        }
        return port;
    }
}
