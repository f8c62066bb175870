package dev.vitals.http.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.remote.NetworkFault;
import dev.vitals.remote.Remote;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Something could not be asked. Carries no text of an exception, which may hold secrets. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Cause> cause;
    private final String detail;
    private final transient Optional<NetworkFault> fault;
    private final transient Optional<Evidence> evidence;
    private final transient Optional<Remote> at;

    private HttpFailure(
            Optional<Cause> cause,
            String detail,
            Optional<NetworkFault> fault,
            Optional<Evidence> evidence,
            Optional<Remote> at) {
        super(detail, null, false, false);
        this.cause = cause;
        this.detail = detail;
        this.fault = fault;
        this.evidence = evidence;
        this.at = at;
    }

    private HttpFailure(Optional<Cause> cause, String detail, Optional<NetworkFault> fault) {
        this(cause, detail, fault, Optional.empty(), Optional.empty());
    }

    /** Returns a failure of a cause, with more about it in a few words, or nothing. */
    public static HttpFailure of(Cause cause, String detail) {
        return new HttpFailure(Optional.of(cause), detail, Optional.empty());
    }

    /** Returns a fault of the network, named as the family of the check does. */
    public static HttpFailure of(NetworkFault fault, String detail) {
        return new HttpFailure(Optional.empty(), detail, Optional.of(fault));
    }

    /** Returns a fault of the network with a finer cause. */
    public static HttpFailure of(NetworkFault fault, Cause finer, String detail) {
        return new HttpFailure(Optional.of(finer), detail, Optional.of(fault));
    }

    public HttpFailure evidence(Evidence found) {
        return new HttpFailure(cause, detail, fault, Optional.of(found), at);
    }

    /** Returns this failure of another server than the one that was asked for: a proxy, or where a redirect led. */
    public HttpFailure at(Remote other) {
        return new HttpFailure(cause, detail, fault, evidence, Optional.of(at.orElse(other)));
    }

    /** Returns the failure of one address of a host of which another one has answered. */
    public HttpFailure besides(InetAddress dead, InetAddress live, int status) {
        String words = dead.getHostAddress() + ": " + words() + ", " + live.getHostAddress() + " answers " + status;
        return new HttpFailure(Optional.of(HttpCauses.ADDRESS), words, fault, evidence, at);
    }

    /** Returns the failure of one address of a host of which another one takes connections and no more. */
    public HttpFailure nowhere(InetAddress live, NetworkFault there) {
        String words = (detail.isEmpty() ? "" : detail + ", ") + live.getHostAddress() + ": " + there.words();
        return new HttpFailure(cause, words, fault, evidence, at);
    }

    /** Whether no connection came to be. */
    public boolean unconnected() {
        return fault.filter(known -> known == NetworkFault.REFUSED || known == NetworkFault.UNREACHABLE)
                        .isPresent()
                || cause.filter(HttpCauses.TIMEOUT_CONNECT::equals).isPresent();
    }

    /** Whether there was a connection to nobody: then nothing has been sent. */
    public boolean refused() {
        return fault.filter(NetworkFault.REFUSED::equals).isPresent();
    }

    /** Returns what the fault is, without where; empty if it is none of the network. */
    public String words() {
        return fault.map(NetworkFault::words).orElse("");
    }

    /** Returns what failed, as the catalogue knows it. */
    public Cause reason(Family family) {
        return cause.orElseGet(() -> family.cause(fault.orElseThrow()));
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
     */
    public Result result(Family family, String what, Remote remote) {
        return result(Status.DOWN, family, what, remote);
    }

    /**
     * Returns the result of a check that could not ask about something else.
     *
     * @param usual what it means to the check if the fault does not lie with us
     * @param what what was asked for, for people
     * @param remote where
     */
    public Result result(Status usual, Family family, String what, Remote remote) {
        Cause reason = reason(family);
        Remote where = at.orElse(remote);
        String summary = reason.title() + ": " + what + details(remote);
        Result result = Result.of(status(usual, reason), reason, summary)
                .withEvidence(evidence.stream().toList())
                .withRemedies(remedies(family, reason, where));
        return fault.isEmpty() || ours()
                ? result
                : result.about(where.subjects().toArray(Subject[]::new));
    }

    private Status status(Status usual, Cause reason) {
        if (ours() || reason.kind() == Cause.Kind.UNKNOWN) {
            return Status.UNKNOWN;
        }
        // Most clients use the address that is left.
        return usual == Status.DOWN && reason.equals(HttpCauses.ADDRESS) ? Status.DEGRADED : usual;
    }

    private String details(Remote asked) {
        String elsewhere = at.filter(other -> !other.equals(asked))
                .map(other -> "at " + other + (detail.isEmpty() ? "" : ", "))
                .orElse("");
        String all = elsewhere + detail;
        return all.isEmpty() ? "" : " (" + all + ")";
    }

    private List<Remedy> remedies(Family family, Cause reason, Remote remote) {
        boolean named = cause.isEmpty() && !ours();
        return named
                ? fault.orElseThrow().remedies(remote, family.product())
                : reason.steps().stream().map(Remedy::of).toList();
    }
}
