package dev.vitals.http;

import dev.vitals.http.internal.net.NetCauses;
import dev.vitals.http.limits.DnsLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Checks that a host name has addresses, how many, and how fast they are found.
 *
 * <pre>{@code
 * .check("payments-dns", DnsProbe.of("payments.internal").limits(l -> l.addresses(Threshold.countBelow(1, 0))))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code dns.not-found}</td><td>DOWN</td><td>the name has no address, or the resolver gives an error</td></tr>
 * <tr><td>{@code dns.timeout}</td><td>DOWN</td><td>the resolver does not return</td></tr>
 * <tr><td>{@code dns.few-addresses}</td><td>as set</td><td>there are fewer addresses than wanted; not by default</td></tr>
 * <tr><td>{@code dns.unexpected}</td><td>DEGRADED</td><td>there is an address other than those
 *     {@linkplain #expecting(String...) expected}</td></tr>
 * <tr><td>{@code dns.slow}</td><td>DEGRADED</td><td>it took 1 s or longer</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link DnsLimits}. The resolver is that of the JVM, as the application's own
 * connections use it: it remembers an answer for 30 s and a failure for 10 s unless set up otherwise, and a run within
 * that time measures nothing. A changed answer is shown and is no trouble by itself.
 *
 * <p>A run blocks for as long as the resolver likes; the check then reports that it is stuck there. The settings of this
 * class are immutable; it is entered by one thread at a time.
 *
 * @since 0.1.0
 */
public final class DnsProbe implements Probe {
    private final String host;
    private final DnsLimits limits;
    private final Set<String> expected;
    private Optional<Set<String>> before = Optional.empty();

    private DnsProbe(String host, DnsLimits limits, Set<String> expected) {
        this.host = host;
        this.limits = limits;
        this.expected = expected;
    }

    /**
     * Returns a probe of a name. Asks nothing yet.
     *
     * @param host the name
     * @return the probe
     * @throws IllegalArgumentException if {@code host} is no name
     */
    public static DnsProbe of(String host) {
        return new DnsProbe(Hosts.requireHost(host), DnsLimits.DEFAULT, Set.of());
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link DnsLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DnsProbe limits(UnaryOperator<DnsLimits> change) {
        DnsLimits changed = Objects.requireNonNull(change, "change").apply(limits);
        return new DnsProbe(host, Objects.requireNonNull(changed, "limits"), expected);
    }

    /**
     * Returns this probe with the addresses that the name may have; any other one makes it degraded.
     *
     * @param addresses such as {@code 10.1.2.3} or {@code 2001:db8:0:0:0:0:0:1}
     * @return a copy
     * @throws IllegalArgumentException if one is no address
     */
    public DnsProbe expecting(String... addresses) {
        return new DnsProbe(
                host,
                limits,
                Arrays.stream(Objects.requireNonNull(addresses, "addresses"))
                        .map(DnsProbe::normal)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Writes an address as the JVM does; asks no resolver. */
    private static String normal(String address) {
        boolean literal = Objects.requireNonNull(address, "address").matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        try {
            if (literal) {
                return InetAddress.getByName(address).getHostAddress();
            }
        } catch (UnknownHostException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "'addresses' must be addresses such as 10.1.2.3 but one was '" + address + "'");
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        Result stuck = Result.down(NetCauses.DNS_TIMEOUT, NetCauses.DNS_TIMEOUT.title() + ": " + host);
        long start = System.nanoTime();
        try (ProbeContext.Stay stay = context.entering(stuck)) {
            InetAddress[] found = InetAddress.getAllByName(host);
            return judge(found, Duration.ofNanos(System.nanoTime() - start));
        } catch (UnknownHostException e) {
            return Result.down(NetCauses.DNS_NOT_FOUND, NetCauses.DNS_NOT_FOUND.title() + ": " + host)
                    .remedy(Remedy.words("look the name up by hand").run(Command.shell("getent ahosts {}", host)));
        }
    }

    private Result judge(InetAddress[] found, Duration took) {
        Set<String> addresses =
                Arrays.stream(found).map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
        boolean changed = before.filter(known -> !known.equals(addresses)).isPresent();
        Result result = verdict(addresses, took, changed);
        long six = Arrays.stream(found).filter(Inet6Address.class::isInstance).count();
        Result seen = result.observe(Observation.duration("dns.lookup", took).against(limits.lookup()))
                .observe(Observation.count("dns.addresses", addresses.size()).against(limits.addresses()))
                .observe(Observation.count("dns.addresses.ipv6", six))
                .evidence(new Evidence.Text("addresses", List.copyOf(addresses)));
        Result shown = changed
                ? seen.evidence(new Evidence.Text("addresses before", List.copyOf(before.orElseThrow())))
                : seen;
        before = Optional.of(addresses);
        return shown;
    }

    private Result verdict(Set<String> addresses, Duration took, boolean changed) {
        String summary =
                host + " has " + Plural.of(addresses.size(), "address", "addresses") + (changed ? ", changed" : "");
        Status few = limits.addresses().judge(addresses.size());
        if (few != Status.UP) {
            return Result.of(
                    few, NetCauses.DNS_FEW, summary + limits.addresses().suffix(few));
        }
        Optional<String> stranger = addresses.stream()
                .filter(address -> !expected.isEmpty() && !expected.contains(address))
                .findFirst();
        if (stranger.isPresent()) {
            return Result.degraded(
                    NetCauses.DNS_UNEXPECTED, NetCauses.DNS_UNEXPECTED.title() + ": " + host + " is " + stranger.get());
        }
        Status slow = limits.lookup().judge(took);
        String timed = summary + ", found in " + Quantities.duration(took)
                + limits.lookup().suffix(slow);
        return slow == Status.UP ? Result.up(timed) : Result.of(slow, NetCauses.DNS_SLOW, timed);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return "DnsProbe[" + host + "]";
    }
}
