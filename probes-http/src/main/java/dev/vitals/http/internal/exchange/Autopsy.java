package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.Flaw;
import dev.vitals.http.internal.tls.Flaws;
import dev.vitals.http.internal.tls.Handshake;
import dev.vitals.http.internal.tls.StartTls;
import dev.vitals.probe.Cause;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.remote.NetworkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Finds out how far a failed request got, which the client of the JDK does not tell: by getting that far once more. */
record Autopsy(URI uri, InetSocketAddress via, InetAddress address, Word word) {
    HttpFailure ofTimeout(String limit) {
        return HttpFailure.of(NetworkFault.TIMEOUT, phase(), limit);
    }

    private Cause phase() {
        Handshake handshake = handshake();
        try {
            handshake.connect(word.forStep());
        } catch (IOException | ProbeTimeoutException e) {
            return HttpCauses.TIMEOUT_CONNECT;
        }
        if (!direct() || !Request.isTls(uri)) {
            return HttpCauses.TIMEOUT_ANSWER;
        }
        return chain(handshake).isPresent() ? HttpCauses.TIMEOUT_ANSWER : HttpCauses.TIMEOUT_TLS;
    }

    HttpFailure ofTls(Throwable thrown) {
        Optional<Chain> chain = direct() && Flaws.isAboutCertificate(thrown) ? chain(handshake()) : Optional.empty();
        Flaw flaw = Flaws.of(thrown, chain, host(), Instant.now());
        HttpFailure failure = HttpFailure.of(NetworkFault.TLS, flaw.cause(), "");
        return chain.map(seen -> failure.evidence(seen.evidence())).orElse(failure);
    }

    private Optional<Chain> chain(Handshake handshake) {
        try {
            return handshake.shown(word.forStep());
        } catch (ProbeTimeoutException e) {
            return Optional.empty();
        }
    }

    /** Behind a proxy nothing further can be seen from here. */
    private boolean direct() {
        return via.getHostString().equals(host()) && via.getPort() == Request.port(uri);
    }

    private String host() {
        return Request.bare(uri.getHost());
    }

    private Handshake handshake() {
        return new Handshake(host(), address, via.getPort(), StartTls.NONE);
    }
}
