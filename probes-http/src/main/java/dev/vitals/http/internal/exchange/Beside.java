package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Handshake;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.remote.NetworkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of a host beside the first, the only one that the client of the JDK tries.
 *
 * @param autopsy knows the addresses, and the time there is
 * @param hop the request
 * @param lease remembers which address took no connection
 * @param most how much of a body is read, in bytes
 */
record Beside(Autopsy autopsy, Hop hop, Lease lease, int most) {
    /**
     * Returns why the first address takes no connection, if it took none the last time: then the client need not spend the
     * time on it, and nothing has been sent.
     */
    Optional<HttpFailure> stillDead() {
        if (!any() || !lease.dead(target())) {
            return Optional.empty();
        }
        Optional<HttpFailure> dead = autopsy.unconnected();
        if (dead.isEmpty()) {
            lease.acquit();
        }
        return dead;
    }

    /** Returns the answer of another address in place of a failure, if that is why and nothing can have arrived. */
    Answer answer(HttpFailure known) throws HttpFailure {
        if (!any() || !known.unconnected()) {
            throw known;
        }
        lease.suspect(target());
        // What may have arrived is not sent a second time, unless it changes nothing.
        if (!hop.isSafe() && !known.refused()) {
            throw known;
        }
        return instead(known);
    }

    /** Returns the answer of another address than the first, to which nothing was sent. */
    Answer instead(HttpFailure known) throws HttpFailure {
        try {
            InetAddress live = Handshake.accepting(others(), autopsy.via().port(), word().forStep())
                    .orElseThrow(() -> known);
            return answer(new Elsewhere(hop, live, lease.transport().ssl(), most), known);
        } catch (ProbeTimeoutException e) {
            throw known;
        }
    }

    @SuppressWarnings("try") // The stay is there to be closed.
    private Answer answer(Elsewhere elsewhere, HttpFailure known) throws HttpFailure {
        try (Stay stay = word().entering(HttpFailure.of(HttpCauses.CLIENT_STUCK, ""))) {
            Answer answer = elsewhere.ask(word().forLast());
            HttpFailure half = known.besides(first(), elsewhere.address(), answer.status());
            return answer.besides(half.at(Request.remote(hop.uri())));
        } catch (IOException e) {
            throw known.nowhere(elsewhere.address(), NetworkFault.of(e).orElse(NetworkFault.PROTOCOL));
        }
    }

    /** A proxy is asked by its first address alone. */
    private boolean any() {
        return !autopsy.via().proxy() && autopsy.addresses().size() > 1;
    }

    private InetAddress first() {
        return autopsy.addresses().get(0);
    }

    /** Another port there is another service. */
    private InetSocketAddress target() {
        return new InetSocketAddress(first(), autopsy.via().port());
    }

    private List<InetAddress> others() {
        return autopsy.addresses().subList(1, autopsy.addresses().size());
    }

    private Word word() {
        return autopsy.word();
    }
}
