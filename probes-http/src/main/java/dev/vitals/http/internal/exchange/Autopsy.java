package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Flaw;
import dev.vitals.http.internal.tls.Flaws;
import dev.vitals.http.internal.tls.Handshake;
import dev.vitals.http.internal.tls.Shown;
import dev.vitals.http.internal.tls.StartTls;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Quantities;
import dev.vitals.remote.NetworkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds out how far a failed request got, which the client of the JDK does not tell: by getting that far once more.
 *
 * @param uri where the request should have led
 * @param via where it connected
 * @param addresses the addresses there; the client tries the first
 * @param word the time there is
 */
record Autopsy(URI uri, Via via, List<InetAddress> addresses, Word word) {
    HttpFailure ofTimeout(String limit) {
        if (unconnected().isPresent()) {
            return ofConnection(HttpFailure.of(NetworkFault.TIMEOUT, HttpCauses.TIMEOUT_CONNECT, limit));
        }
        if (via.proxy()) {
            return ofProxy(HttpFailure.of(NetworkFault.TIMEOUT, HttpCauses.TIMEOUT_ANSWER, limit));
        }
        boolean shown = !Request.isTls(uri) || shown(handshake()).chain().isPresent();
        return HttpFailure.of(NetworkFault.TIMEOUT, shown ? HttpCauses.TIMEOUT_ANSWER : HttpCauses.TIMEOUT_TLS, limit);
    }

    /** Returns why the first address takes no connection; empty if it takes one. */
    Optional<HttpFailure> unconnected() {
        long start = System.nanoTime();
        try {
            handshake().connect(word.forConnect());
            return Optional.empty();
        } catch (ProbeTimeoutException | SocketTimeoutException e) {
            String limit = "within " + Quantities.duration(Duration.ofNanos(System.nanoTime() - start));
            return Optional.of(HttpFailure.of(NetworkFault.TIMEOUT, HttpCauses.TIMEOUT_CONNECT, limit));
        } catch (IOException e) {
            return Optional.of(HttpFailure.of(NetworkFault.of(e).orElse(NetworkFault.UNREACHABLE), ""));
        }
    }

    /** Of a proxy that is not there; else what is known already. */
    HttpFailure ofConnection(HttpFailure known) {
        return via.proxy() ? proxyFailure(known.words()) : known;
    }

    /** Of a proxy that lets nobody through; else what is known already. */
    HttpFailure ofProxy(HttpFailure known) {
        if (!via.proxy() || !Request.isTls(uri)) {
            return known;
        }
        try {
            OptionalInt status = new Tunnel(addresses.get(0), via.port(), uri).status(word.forStep());
            // Of 407 the client says so; a proxy that asks for a login only here has refused the client for something
            // else.
            return status.isEmpty()
                    ? known.at(via.remote())
                    : status.getAsInt() / 100 == 2
                            ? known
                            : HttpFailure.of(
                                            NetworkFault.UNREACHABLE,
                                            HttpCauses.PROXY_REFUSED,
                                            answers(status.getAsInt()))
                                    .at(via.remote());
        } catch (IOException e) {
            return proxyFailure(NetworkFault.of(e).orElse(NetworkFault.LOST).words());
        } catch (ProbeTimeoutException e) {
            return known;
        }
    }

    private static String answers(int status) {
        return status == 407 ? "" : "it answers " + status;
    }

    HttpFailure proxyFailure(String words) {
        return HttpFailure.of(NetworkFault.UNREACHABLE, HttpCauses.PROXY_UNREACHABLE, words)
                .at(via.remote());
    }

    HttpFailure ofTls(Throwable thrown) {
        Shown shown = via.proxy() ? Shown.NOTHING : shown(handshake());
        Flaw flaw = Flaws.of(thrown, shown, host(), Instant.now());
        HttpFailure failure = HttpFailure.of(NetworkFault.TLS, flaw.cause(), "");
        return shown.chain().map(seen -> failure.evidence(seen.evidence())).orElse(failure);
    }

    private Shown shown(Handshake handshake) {
        try {
            return handshake.shown(word.forStep());
        } catch (ProbeTimeoutException e) {
            return Shown.NOTHING;
        }
    }

    private String host() {
        return Request.bare(uri.getHost());
    }

    private Handshake handshake() {
        return new Handshake(host(), addresses.get(0), via.port(), StartTls.NONE);
    }
}
