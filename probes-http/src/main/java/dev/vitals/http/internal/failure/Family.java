package dev.vitals.http.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.remote.NetworkFault;
import java.util.Arrays;
import java.util.List;

/** Kinds of probes, each with its prefix for the faults of the network. */
public enum Family {
    /** What is asked over HTTP. */
    HTTP("http", "the service"),
    /** Certificates of servers. */
    TLS("tls", "the server"),
    /** Ports. */
    TCP("tcp", "the server");

    private final String prefix;
    private final String product;

    Family(String prefix, String product) {
        this.prefix = prefix;
        this.product = product;
    }

    /** Returns a fault as this family names it. */
    public Cause cause(NetworkFault fault) {
        return fault.cause(prefix, product);
    }

    String product() {
        return product;
    }

    /** Returns every fault that this family reports so. Of TLS there are finer causes, and of time in HTTP. */
    public List<Cause> causes() {
        return Arrays.stream(NetworkFault.values())
                .filter(this::reports)
                .map(this::cause)
                .toList();
    }

    private boolean reports(NetworkFault fault) {
        return switch (fault) {
            case TLS, BUSY -> false;
            case TIMEOUT -> this != HTTP;
            case AUTHENTICATION -> this == HTTP;
            case PROTOCOL -> this != TCP;
            default -> true;
        };
    }
}
