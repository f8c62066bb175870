package dev.vitals.remote;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * What can go wrong between us and something on a network, in order of how far the attempt got. Every family of probes
 * uses these words and, behind its own prefix, these codes.
 *
 * @since 0.1.0
 */
public enum NetworkFault {
    /** The host's name has no address. */
    DNS("dns", "host name not found"),
    /** The network has no way to the address. */
    UNREACHABLE("unreachable", "no route to the host"),
    /** No answer in time. */
    TIMEOUT("timeout", "no answer in time"),
    /** Nothing listens at the address. */
    REFUSED("refused", "connection refused"),
    /** No agreement on encryption, or a certificate that is not trusted. */
    TLS("tls", "no agreement on TLS"),
    /** The answer is not in the protocol we speak. */
    PROTOCOL("protocol", "answer in another protocol"),
    /** The server rejects our credentials. */
    AUTHENTICATION("auth", "login refused"),
    /** The connection broke, or the server ended it. */
    LOST("lost", "connection lost"),
    /** Another check of ours has the connection. Says nothing about the server. */
    BUSY("busy", "another check has the connection"),
    /** We closed the connection. Says nothing about the server. */
    CLOSED("closed", "checks were closed");

    private final String suffix;
    private final String words;

    NetworkFault(String suffix, String words) {
        this.suffix = suffix;
        this.words = words;
    }

    /**
     * Classes an error by the types of exception it consists of, causes and suppressed ones included, never by a
     * message. Of several addresses that were tried, the one counts that got furthest.
     *
     * <p>A connection that this side has closed looks like a lost one: the code that closed it has to report {@link #CLOSED},
     * or {@link #TIMEOUT} if the time was over.
     *
     * @param thrown the error
     * @return the fault; empty when no type is one of the network's
     */
    public static Optional<NetworkFault> of(Throwable thrown) {
        return ThrownFault.of(thrown);
    }

    /**
     * Returns the stable code to count.
     *
     * @param family the family's prefix, such as {@code db}
     * @return the cause code, such as {@code db.refused}
     */
    public String code(String family) {
        return family + "." + suffix;
    }

    /**
     * Returns what happened, without where.
     *
     * @return a few words, without a full stop
     */
    public String words() {
        return words;
    }

    /**
     * Returns the entry of the catalogue for a family.
     *
     * @param family the family's prefix, such as {@code db}
     * @param product what the family calls a server, such as {@code the database} or {@code Redis}
     * @return the cause
     */
    public Cause cause(String family, String product) {
        return FaultKnowledge.cause(this, family, product);
    }

    /**
     * Returns what to do about the fault at an address.
     *
     * @param remote where it happened
     * @param product what the family calls a server, as in {@link #cause}
     * @return the remedies, best first; may be empty
     */
    public List<Remedy> remedies(Remote remote, String product) {
        return FaultKnowledge.remedies(this, remote, product);
    }

    /**
     * Returns whether the fault is ours: the server was not asked, so the result is UNKNOWN in every check.
     *
     * @return true if the server may well be healthy
     */
    public boolean ours() {
        return this == BUSY || this == CLOSED;
    }
}
