package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.remote.NetworkFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

/**
 * Leaves word of what a run is in.
 *
 * @param context the run
 * @param result what a failure means to the check
 */
public record Word(ProbeContext context, Function<HttpFailure, Result> result) {
    /** Returns the addresses of a host. Nothing bounds this but the resolver; a run that is stuck in it says so. */
    @SuppressWarnings("try") // The stay is there to be closed.
    public InetAddress[] resolve(String host) throws HttpFailure {
        HttpFailure stuck = HttpFailure.of(NetworkFault.DNS, "the resolver does not return");
        try (ProbeContext.Stay stay = context.entering(result.apply(stuck))) {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw HttpFailure.of(NetworkFault.DNS, "");
        }
    }
}
