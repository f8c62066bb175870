package dev.vitals.http.internal.tls;

import dev.vitals.probe.Evidence;
import dev.vitals.text.Clean;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Certificates as a server sends them, its own first.
 *
 * @param certificates at least one
 */
public record Chain(List<X509Certificate> certificates) {
    private static final int LONGEST_NAME = 120;
    private static final int LEAST_RSA_BITS = 1024;

    /** Copies the list. */
    public Chain {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain needs a certificate");
        }
    }

    /** Returns the certificates among what a store or file gives; what is no X.509 certificate is left out. */
    public static Optional<Chain> of(Certificate... given) {
        List<X509Certificate> found = Arrays.stream(given)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(new Chain(found));
    }

    /** Returns the certificates a server showed in a session. */
    public static Optional<Chain> of(SSLSession session) {
        try {
            return of(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    public X509Certificate own() {
        return certificates.get(0);
    }

    private X509Certificate top() {
        return certificates.get(certificates.size() - 1);
    }

    /**
     * Returns a chain that a client has accepted without what has ended in it: the client went another way, as around the
     * signature of an old authority that servers still send.
     */
    public Chain accepted(Instant now) {
        return new Chain(certificates.stream()
                .filter(each -> each.equals(own()) || now.isBefore(end(each)))
                .toList());
    }

    /** Returns the certificate that ends first. An authority at the end counts for nothing: clients have their own. */
    public X509Certificate firstToEnd() {
        return Collections.min(counted(), Comparator.comparing(X509Certificate::getNotAfter));
    }

    List<X509Certificate> counted() {
        boolean rootSent = certificates.size() > 1 && isSelfSigned(top());
        return rootSent ? certificates.subList(0, certificates.size() - 1) : certificates;
    }

    boolean isSelfSigned() {
        return isSelfSigned(own());
    }

    /** Whether no JVM of today accepts it by default. */
    boolean isWeak() {
        return counted().stream()
                .anyMatch(each -> each.getSigAlgName().startsWith("MD")
                        || (each.getPublicKey() instanceof RSAKey key
                                && key.getModulus().bitLength() < LEAST_RSA_BITS));
    }

    boolean isAlone() {
        return certificates.size() == 1;
    }

    public static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    public static Duration lifetime(X509Certificate certificate) {
        return Duration.between(certificate.getNotBefore().toInstant(), end(certificate));
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns what a reader wants to know of each certificate. */
    public Evidence evidence() {
        List<List<String>> rows = certificates.stream()
                .limit(10)
                .map(certificate -> List.of(
                        shown(certificate.getSubjectX500Principal().getName()),
                        shown(certificate.getIssuerX500Principal().getName()),
                        certificate.getNotBefore().toInstant().toString(),
                        end(certificate).toString(),
                        shown(String.join(", ", HostNames.of(certificate)))))
                .toList();
        return new Evidence.Table(
                "certificates", List.of("subject", "issuer", "valid from", "valid until", "names"), rows);
    }

    public static String shown(String name) {
        return Clean.line(name, LONGEST_NAME);
    }
}
