package dev.vitals.http;

import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.exchange.Request;
import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.http.limits.DnsLimits;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.family.Choices;
import dev.vitals.probe.family.Option;
import dev.vitals.remote.Remote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Every check of one HTTP service.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(HttpProbes.of("payments", "https://payments.internal/health")
 *                 .policy("answer", c -> c.impact(Impact.CRITICAL))
 *                 .limits(CertificateLimits.class, l -> l.left(Threshold.below(Duration.ofDays(30), Duration.ofDays(14)))))
 * }</pre>
 *
 * <table>
 * <caption>The checks</caption>
 * <tr><th>check</th><th>asks</th><th>probe</th><th>limits</th></tr>
 * <tr><td>{@code answer}</td><td>does it answer what it should, and how fast</td><td>{@link HttpProbe}</td>
 * <td>{@link HttpLimits}</td></tr>
 * <tr><td>{@code certificate}</td><td>how long is its certificate good; for {@code https} only, and not behind a proxy of its
 *     own</td><td>{@link CertificateProbe}</td><td>{@link CertificateLimits}</td></tr>
 * <tr><td>{@code port}</td><td>does its port accept connections; off by default</td><td>{@link TcpProbe}</td>
 * <td>{@link TcpLimits}</td></tr>
 * <tr><td>{@code dns}</td><td>has its name addresses; off by default</td><td>{@link DnsProbe}</td>
 * <td>{@link DnsLimits}</td></tr>
 * </table>
 *
 * <p>Those that are there depend on each other from the bottom up: answer and certificate on port, all on dns.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HttpProbes implements ProbeSet<HttpProbes> {
    private final HttpCall call;
    private final Transport transport;
    private final Choices choices;
    private final List<Check> checks;

    private HttpProbes(HttpCall call, Transport transport, Choices choices) {
        this.call = call;
        this.transport = transport;
        this.choices = choices;
        this.checks = Arrays.stream(HttpCheck.values())
                .filter(check -> choices.has(check.id()))
                .map(check -> choices.check(
                        check.id(),
                        probe(check),
                        policy -> policy.resource("http " + call.request().remote()),
                        check.below()))
                .toList();
    }

    /**
     * Returns the checks of a service that answers a {@code GET} with a status from 200 to 299. Contacts nothing yet.
     *
     * @param name what the service is to the application, such as {@code payments}; the first part of each check's name
     * @param url as in {@link HttpCall#get}; what that refuses is one of the {@linkplain #faults faults}
     * @return the checks
     */
    public static HttpProbes of(String name, String url) {
        try {
            return of(name, HttpCall.get(url));
        } catch (IllegalArgumentException e) {
            // In its place stands an address that nobody has, by RFC 2606; it is never asked.
            HttpProbes probes = of(name, HttpCall.get("https://address.invalid/"));
            return probes.choosing(probes.choices.refusing("the address of '" + name + "': " + e.getMessage()));
        }
    }

    /**
     * Returns the checks of a service. Contacts nothing yet.
     *
     * @param name what the service is to the application; the first part of each check's name
     * @param call the request and what its answer must look like
     * @return the checks
     * @throws IllegalArgumentException if the call has places for values from earlier answers
     */
    public static HttpProbes of(String name, HttpCall call) {
        Objects.requireNonNull(name, "name");
        boolean tls = Objects.requireNonNull(call, "call").request().isTls();
        List<Option> options = Arrays.stream(HttpCheck.values())
                .map(check -> check.option(tls))
                .toList();
        return new HttpProbes(call, Transport.DEFAULT, Choices.of(name, options));
    }

    @Override
    public HttpProbes with(String... names) {
        return choosing(choices.with(names));
    }

    @Override
    public HttpProbes without(String... names) {
        return choosing(choices.without(names));
    }

    @Override
    public HttpProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        return choosing(choices.policy(check, change));
    }

    @Override
    public <T extends CheckLimits> HttpProbes limits(Class<T> type, UnaryOperator<T> change) {
        return choosing(choices.limits(type, change));
    }

    /**
     * Returns this set with keys and trust of its own, for answer and certificate.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public HttpProbes ssl(SSLContext context) {
        return new HttpProbes(call, transport.ssl(Objects.requireNonNull(context, "context")), choices);
    }

    /**
     * Returns this set with a proxy of its own for answer, in place of the JVM's settings, and without certificate, which
     * asks the server itself.
     *
     * @param host the proxy's host
     * @param port the proxy's port; from 1 to 65535
     * @return a copy
     * @throws IllegalArgumentException if {@code port} is out of its bounds
     */
    public HttpProbes proxy(String host, int port) {
        Choices direct = choices.without(HttpCheck.CERTIFICATE.id());
        return new HttpProbes(call, transport.proxy(Hosts.at(host, port)), direct);
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>(choices.faults());
        if (choices.has(HttpCheck.CERTIFICATE.id()) && !call.request().isTls()) {
            faults.add("check '" + choices.name() + ".certificate' needs an https address: leave it out");
        }
        return faults;
    }

    private HttpProbes choosing(Choices others) {
        return new HttpProbes(call, transport, others);
    }

    private Probe probe(HttpCheck check) {
        Request request = call.request();
        Remote.Endpoint server = request.remote().endpoints().get(0);
        int port = server.port().orElseThrow();
        return switch (check) {
            case ANSWER ->
                HttpProbe.of(call)
                        .limits(any -> choices.limits(HttpLimits.class))
                        .through(transport);
            case CERTIFICATE -> {
                CertificateProbe probe =
                        CertificateProbe.of(server.host(), port).limits(any -> choices.limits(CertificateLimits.class));
                yield transport.ssl().map(probe::ssl).orElse(probe);
            }
            case PORT -> TcpProbe.of(server.host(), port).limits(any -> choices.limits(TcpLimits.class));
            case DNS -> DnsProbe.of(server.host()).limits(any -> choices.limits(DnsLimits.class));
        };
    }

    /** Returns the name, method and address, without query, headers and body. */
    @Override
    public String toString() {
        return "HttpProbes[" + choices.name() + " at " + call + "]";
    }
}
