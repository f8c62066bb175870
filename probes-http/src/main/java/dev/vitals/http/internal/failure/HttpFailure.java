package dev.vitals.http.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.remote.NetworkFault;
import dev.vitals.remote.Remote;
import java.util.List;
import java.util.Optional;

/** Something could not be asked. Carries no text of an exception, which may hold secrets. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Cause cause;
    private final String detail;
    private final transient Optional<NetworkFault> fault;
    private final transient Optional<Evidence> evidence;

    private HttpFailure(Cause cause, String detail, Optional<NetworkFault> fault, Optional<Evidence> evidence) {
        super(cause.code(), null, false, false);
        this.cause = cause;
        this.detail = detail;
        this.fault = fault;
        this.evidence = evidence;
    }

    /** Returns a failure of a cause, with more about it in a few words, or nothing. */
    public static HttpFailure of(Cause cause, String detail) {
        return new HttpFailure(cause, detail, Optional.empty(), Optional.empty());
    }

    /** Returns a fault of the network as HTTP checks name it. */
    public static HttpFailure of(NetworkFault fault, String detail) {
        return new HttpFailure(HttpCauses.network(fault), detail, Optional.of(fault), Optional.empty());
    }

    /** Returns this failure, as a fault of the network of a finer cause. */
    public HttpFailure as(NetworkFault network) {
        return new HttpFailure(cause, detail, Optional.of(network), evidence);
    }

    public HttpFailure evidence(Evidence found) {
        return new HttpFailure(cause, detail, fault, Optional.of(found));
    }

    /** Returns what failed, as the catalogue knows it. */
    public Cause reason() {
        return cause;
    }

    public String detail() {
        return detail;
    }

    /** Whether the fault lies with us, so that nothing is known about the service. */
    public boolean ours() {
        return fault.filter(NetworkFault::ours).isPresent();
    }

    /**
     * Returns the result of a check that could not ask.
     *
     * @param what what was asked for, for people
     * @param remote where
     * @param product what it is, such as {@code the service}
     */
    public Result result(String what, Remote remote, String product) {
        Status status = ours() || cause.kind() == Cause.Kind.UNKNOWN ? Status.UNKNOWN : Status.DOWN;
        String summary = cause.title() + ": " + what + (detail.isEmpty() ? "" : " (" + detail + ")");
        Result result =
                Result.of(status, cause, summary).withEvidence(evidence.stream().toList());
        if (fault.isEmpty() || ours()) {
            return result;
        }
        return result.about(remote.subjects().toArray(Subject[]::new)).withRemedies(remedies(remote, product));
    }

    private List<dev.vitals.probe.Remedy> remedies(Remote remote, String product) {
        return fault.map(network -> network.remedies(remote, product)).orElse(List.of());
    }
}
