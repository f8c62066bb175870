package dev.vitals.http.internal.net;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with ports and names, besides the faults of the network. */
public final class NetCauses {
    /** Connects, but late. */
    public static final Cause TCP_SLOW = Cause.of(
            "tcp.slow",
            Kind.SLOW,
            "slow to connect",
            "The port accepts connections but takes longer than the limit. Packets are lost on the way, or the server does"
                    + " not keep up with new connections.",
            "check the path to the server for packet loss",
            "check the load of the server and the length of its queue of new connections");

    /** No address. */
    public static final Cause DNS_NOT_FOUND = Cause.of(
            "dns.not-found",
            Kind.UNREACHABLE,
            "host name not found",
            "The name has no address, or the resolver of this host does not answer.",
            "look the name up on this host and on another one to find out whether the name or the resolver is at fault",
            "correct the name or its records, or repair name resolution on this host");

    /** The resolver does not return. */
    public static final Cause DNS_TIMEOUT = Cause.of(
            "dns.timeout",
            Kind.UNREACHABLE,
            "resolver does not return",
            "The resolver of this host has not answered for as long as the check may take.",
            "check the name servers in the configuration of this host, and the path to them");

    /** Late. */
    public static final Cause DNS_SLOW = Cause.of(
            "dns.slow",
            Kind.SLOW,
            "slow name resolution",
            "The name is found, but it takes longer than the limit. Every new connection to it waits as long. Often the"
                    + " first name server in the configuration does not answer and the second one is asked.",
            "ask each name server in the configuration of this host by itself");

    /** Fewer addresses than wanted. */
    public static final Cause DNS_FEW = Cause.of(
            "dns.few-addresses",
            Kind.EXHAUSTED,
            "few addresses",
            "The name has fewer addresses than it should have: some of the servers behind it are out of service.",
            "find out which of the servers behind the name are missing, and why");

    /** An address that must not be. */
    public static final Cause DNS_UNEXPECTED = Cause.of(
            "dns.unexpected",
            Kind.MISCONFIGURED,
            "unexpected address",
            "The name leads to an address that it should not lead to. The records were changed, a resolver on the way"
                    + " answers by itself, or the check is out of date.",
            "compare the records of the name with what its owner has set up",
            "adapt the check if the change was intended");

    private NetCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes
     */
    public static List<Cause> all() {
        return List.of(TCP_SLOW, DNS_NOT_FOUND, DNS_TIMEOUT, DNS_SLOW, DNS_FEW, DNS_UNEXPECTED);
    }
}
