package dev.vitals.http;

import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.http.limits.DnsLimits;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.family.Option;
import java.util.List;

/** The checks of a service, in the order of the report. */
enum HttpCheck {
    ANSWER("answer", HttpLimits.DEFAULT),
    CERTIFICATE("certificate", CertificateLimits.DEFAULT),
    PORT("port", TcpLimits.DEFAULT),
    DNS("dns", DnsLimits.DEFAULT);

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // limits are immutable records
    private final CheckLimits defaults;

    HttpCheck(String id, CheckLimits defaults) {
        this.id = id;
        this.defaults = defaults;
    }

    String id() {
        return id;
    }

    /** Of a service that is reached by TLS, or is not. */
    Option option(boolean tls) {
        return new Option(id, this == ANSWER || (this == CERTIFICATE && tls), List.of(defaults));
    }

    /** Returns the names of those that it depends on. */
    List<String> below() {
        return switch (this) {
            case ANSWER, CERTIFICATE -> List.of(PORT.id, DNS.id);
            case PORT -> List.of(DNS.id);
            case DNS -> List.of();
        };
    }
}
