package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.Result;
import dev.vitals.remote.NetworkFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Leaves word of what a run is in, and knows how much time it has.
 *
 * @param stays notes that a call may end in a failure that cannot be thrown, since the call does not return
 * @param remaining the time left of the run
 */
public record Word(Function<HttpFailure, Stay> stays, Supplier<Duration> remaining) {
    /** Returns that of a check's run; {@code result} is what a failure means to the check. */
    public static Word of(ProbeContext context, Function<HttpFailure, Result> result) {
        return new Word(failure -> context.entering(result.apply(failure)), context::remaining);
    }

    /** Returns that of something that no check waits for. */
    public static Word within(Budget budget) {
        return new Word(failure -> () -> {}, budget::left);
    }

    /** Notes a call that may not return. */
    public Stay entering(HttpFailure ifStuck) {
        return stays.apply(ifStuck);
    }

    /** Returns the time of a request: enough is left of the run to find out, after a timeout, how far it got. */
    public Budget forRequest() {
        return Budget.of(remaining.get().multipliedBy(5).dividedBy(8));
    }

    /** Returns the time of a request after which nothing remains but to look at its answer. */
    public Budget forLast() {
        return Budget.of(remaining.get().multipliedBy(3).dividedBy(4));
    }

    /** Returns the time to see whether an address takes connections, before there is more to do. */
    public Budget forConnect() {
        return Budget.of(remaining.get().dividedBy(6));
    }

    /** Returns a part of what is left of the run. */
    public Budget forStep() {
        return Budget.of(remaining.get().dividedBy(3));
    }

    /** Returns the addresses of a host. Nothing bounds this but the resolver; a run that is stuck in it says so. */
    @SuppressWarnings("try") // The stay is there to be closed.
    public InetAddress[] resolve(String host) throws HttpFailure {
        try (Stay stay = entering(HttpFailure.of(NetworkFault.DNS, "the resolver does not return"))) {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw HttpFailure.of(NetworkFault.DNS, "");
        }
    }
}
