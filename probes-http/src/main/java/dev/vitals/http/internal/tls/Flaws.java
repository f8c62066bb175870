package dev.vitals.http.internal.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.Optional;

/** Finds out what is wrong with a chain, by its contents and by the types of what was thrown, never by a message. */
public final class Flaws {
    private static final int DEPTH = 20;

    private Flaws() {}

    /** Returns the flaw for which a handshake failed. */
    public static Flaw of(Throwable thrown, Shown shown, String host, Instant now) {
        if (!isAboutCertificate(thrown)) {
            return shown.wantsClient() ? Flaw.CLIENT_CERTIFICATE : Flaw.HANDSHAKE;
        }
        Optional<Chain> chain = shown.chain();
        return byType(thrown)
                .or(() -> chain.flatMap(seen -> byTime(seen, now)))
                .or(() -> chain.filter(seen -> !HostNames.matches(seen.own(), host))
                        .filter(seen -> !isPath(thrown))
                        .map(seen -> Flaw.WRONG_HOST))
                .or(() -> chain.map(Flaws::byPath))
                .orElse(Flaw.UNTRUSTED);
    }

    /** Returns whether a certificate was the reason, and not protocol or cipher. */
    public static boolean isAboutCertificate(Throwable thrown) {
        return chain(thrown, CertificateException.class).isPresent() || isPath(thrown);
    }

    /** Returns what the time alone makes of a chain. */
    public static Optional<Flaw> byTime(Chain chain, Instant now) {
        boolean over = chain.counted().stream().anyMatch(each -> now.isAfter(Chain.end(each)));
        boolean early = chain.counted().stream()
                .anyMatch(each -> now.isBefore(each.getNotBefore().toInstant()));
        if (over) {
            return Optional.of(Flaw.EXPIRED);
        }
        return early ? Optional.of(Flaw.NOT_YET_VALID) : Optional.empty();
    }

    private static Flaw byPath(Chain chain) {
        if (chain.isWeak()) {
            return Flaw.WEAK;
        }
        if (chain.isSelfSigned()) {
            return Flaw.SELF_SIGNED;
        }
        return chain.isAlone() ? Flaw.INCOMPLETE : Flaw.UNTRUSTED;
    }

    private static Optional<Flaw> byType(Throwable thrown) {
        if (chain(thrown, CertificateExpiredException.class).isPresent() || has(thrown, BasicReason.EXPIRED)) {
            return Optional.of(Flaw.EXPIRED);
        }
        if (has(thrown, BasicReason.ALGORITHM_CONSTRAINED)) {
            return Optional.of(Flaw.WEAK);
        }
        boolean early = chain(thrown, CertificateNotYetValidException.class).isPresent()
                || has(thrown, BasicReason.NOT_YET_VALID);
        return early ? Optional.of(Flaw.NOT_YET_VALID) : Optional.empty();
    }

    private static boolean isPath(Throwable thrown) {
        return chain(thrown, CertPathBuilderException.class).isPresent()
                || chain(thrown, CertPathValidatorException.class).isPresent();
    }

    private static boolean has(Throwable thrown, BasicReason reason) {
        return chain(thrown, CertPathValidatorException.class)
                .filter(found -> found.getReason() == reason)
                .isPresent();
    }

    private static <T extends Throwable> Optional<T> chain(Throwable thrown, Class<T> type) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
