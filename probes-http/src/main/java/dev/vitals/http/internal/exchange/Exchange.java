package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.time.Budget;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its answer: bounded in time, whatever drips, and in size. Redirects are followed here, since the client
 * of the JDK says neither how often it did nor where they led.
 *
 * @param lease the client
 * @param most how much of a body is read, in bytes
 */
public record Exchange(Lease lease, int most) {
    /**
     * Sends a request and returns the answer. Blocks for at most the budget, and then for less than what is left of the
     * run to find out how far a request got that did not end in time.
     */
    public Answer perform(Request request, Map<String, String> values, Budget budget, Word word) throws HttpFailure {
        Hop hop = Hop.first(request, values);
        Optional<HttpFailure> besides = Optional.empty();
        for (int followed = 0; ; followed++) {
            Answer answer = sent(hop, budget, word);
            besides = besides.or(answer::besides);
            if (request.redirects() == 0 || !Hop.isRedirect(answer)) {
                return besides.map(answer::besides).orElse(answer);
            }
            if (followed == request.redirects()) {
                throw HttpFailure.of(HttpCauses.REDIRECT_LOOP, "more than " + request.redirects());
            }
            hop = hop.next(answer);
        }
    }

    private Answer sent(Hop hop, Budget budget, Word word) throws HttpFailure {
        Sending sending = new Sending(hop, most, budget, word);
        try {
            return sending.through(lease);
        } catch (HttpFailure e) {
            if (sending.farewell() && hop.isSafe()) {
                return again(hop, budget, word);
            }
            throw e.at(Request.remote(hop.uri()));
        }
    }

    /** Once, over another connection. */
    private Answer again(Hop hop, Budget budget, Word word) throws HttpFailure {
        try {
            return new Sending(hop, most, budget, word).through(lease);
        } catch (HttpFailure e) {
            throw e.at(Request.remote(hop.uri()));
        }
    }
}
