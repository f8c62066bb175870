package dev.vitals.http.internal.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether a certificate names a host, as RFC 6125 has it: by its alternative names alone. */
final class HostNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private HostNames() {}

    static boolean matches(X509Certificate certificate, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        return of(certificate).stream().anyMatch(name -> matches(name.toLowerCase(Locale.ROOT), wanted));
    }

    /** Returns the names and addresses a certificate is for. */
    static List<String> of(X509Certificate certificate) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return Objects.requireNonNullElse(names, List.<List<?>>of()).stream()
                .filter(name -> name.get(0) instanceof Integer type && (type == DNS || type == IP))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    private static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host) || sameAddress(pattern, host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    /** Certificates write IPv6 addresses in full. */
    private static boolean sameAddress(String pattern, String host) {
        return host.contains(":") && pattern.contains(":") && normal(pattern).equals(normal(host));
    }

    private static String normal(String address) {
        return address.replaceAll("(^|:)0+(?=[0-9a-f])", "$1")
                .replaceAll("(:0)+(:|$)", "::")
                .replaceAll(":{2,}", "::");
    }
}
