package dev.vitals.http;

import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.http.limits.DnsLimits;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.probe.CheckLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    static Optional<HttpCheck> of(String id) {
        return Arrays.stream(values()).filter(check -> check.id.equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(HttpCheck::id).toList();
    }

    String id() {
        return id;
    }

    CheckLimits defaults() {
        return defaults;
    }

    Class<? extends CheckLimits> limits() {
        return defaults.getClass();
    }
}
