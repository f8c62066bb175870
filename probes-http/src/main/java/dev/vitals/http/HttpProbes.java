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
import dev.vitals.remote.Remote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
    private final String name;
    private final HttpCall call;
    private final Choices choices;
    private final List<Check> checks;

    /** What the user chose. */
    private record Choices(
            Transport transport,
            Set<HttpCheck> on,
            Map<HttpCheck, UnaryOperator<CheckPolicy>> policies,
            Map<HttpCheck, CheckLimits> limits) {
        private Choices {
            on = Set.copyOf(on);
            policies = Map.copyOf(policies);
            limits = Map.copyOf(limits);
        }

        private <T extends CheckLimits> T limits(HttpCheck check, Class<T> type) {
            return type.cast(limits.getOrDefault(check, check.defaults()));
        }
    }

    private HttpProbes(String name, HttpCall call, Choices choices) {
        this.name = name;
        this.call = call;
        this.choices = choices;
        this.checks = Arrays.stream(HttpCheck.values())
                .filter(choices.on::contains)
                .map(this::check)
                .toList();
    }

    /**
     * Returns the checks of a service that answers a {@code GET} with a status from 200 to 299. Contacts nothing yet.
     *
     * @param name what the service is to the application, such as {@code payments}; the first part of each check's name
     * @param url as in {@link HttpCall#get}
     * @return the checks
     * @throws IllegalArgumentException as in {@link HttpCall#get}
     */
    public static HttpProbes of(String name, String url) {
        return of(name, HttpCall.get(url));
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
        Set<HttpCheck> on = Objects.requireNonNull(call, "call").request().isTls()
                ? EnumSet.of(HttpCheck.ANSWER, HttpCheck.CERTIFICATE)
                : EnumSet.of(HttpCheck.ANSWER);
        return new HttpProbes(name, call, new Choices(Transport.DEFAULT, on, Map.of(), Map.of()));
    }

    @Override
    public HttpProbes with(String... names) {
        Set<HttpCheck> more = copy(choices.on);
        more.addAll(known(names));
        return choosing(new Choices(choices.transport, more, choices.policies, choices.limits));
    }

    @Override
    public HttpProbes without(String... names) {
        Set<HttpCheck> fewer = copy(choices.on);
        known(names).forEach(fewer::remove);
        return choosing(new Choices(choices.transport, fewer, choices.policies, choices.limits));
    }

    @Override
    public HttpProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(change, "change");
        Map<HttpCheck, UnaryOperator<CheckPolicy>> more = new EnumMap<>(HttpCheck.class);
        more.putAll(choices.policies);
        more.merge(known(check).get(0), change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return choosing(new Choices(choices.transport, choices.on, more, choices.limits));
    }

    @Override
    public <T extends CheckLimits> HttpProbes limits(Class<T> type, UnaryOperator<T> change) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(change, "change");
        HttpCheck check = Arrays.stream(HttpCheck.values())
                .filter(each -> each.limits() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' has no check with " + type.getSimpleName() + "; there are "
                                + Arrays.stream(HttpCheck.values())
                                        .map(each -> each.limits().getSimpleName())
                                        .sorted()
                                        .toList()));
        Map<HttpCheck, CheckLimits> more = new EnumMap<>(HttpCheck.class);
        more.putAll(choices.limits);
        more.put(check, Objects.requireNonNull(change.apply(choices.limits(check, type)), type.getSimpleName()));
        return choosing(new Choices(choices.transport, choices.on, choices.policies, more));
    }

    /**
     * Returns this set with keys and trust of its own, for answer and certificate.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public HttpProbes ssl(SSLContext context) {
        Transport transport = choices.transport.ssl(Objects.requireNonNull(context, "context"));
        return choosing(new Choices(transport, choices.on, choices.policies, choices.limits));
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
        Set<HttpCheck> fewer = copy(choices.on);
        fewer.remove(HttpCheck.CERTIFICATE);
        Transport transport = choices.transport.proxy(Hosts.at(host, port));
        return choosing(new Choices(transport, fewer, choices.policies, choices.limits));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (HttpCheck check : HttpCheck.values()) {
            boolean on = choices.on.contains(check);
            if (!on && choices.limits.containsKey(check)) {
                faults.add(idle(check.limits().getSimpleName() + " are set", check));
            }
            if (!on && choices.policies.containsKey(check)) {
                faults.add(idle("a policy is set", check));
            }
            if (on && check == HttpCheck.CERTIFICATE && !call.request().isTls()) {
                faults.add("check '" + name + ".certificate' needs an https address: leave it out");
            }
        }
        return faults;
    }

    private String idle(String what, HttpCheck check) {
        return what + " for check '" + name + "." + check.id() + "', which is not there: add with(\"" + check.id()
                + "\") or remove this setting";
    }

    private HttpProbes choosing(Choices others) {
        return new HttpProbes(name, call, others);
    }

    private static Set<HttpCheck> copy(Set<HttpCheck> checks) {
        Set<HttpCheck> copy = EnumSet.noneOf(HttpCheck.class);
        copy.addAll(checks);
        return copy;
    }

    private Check check(HttpCheck check) {
        String[] below = below(check)
                .filter(choices.on::contains)
                .map(each -> name + "." + each.id())
                .toArray(String[]::new);
        return Check.of(name + "." + check.id(), probe(check))
                .with(policy -> policy.resource("http " + call.request().remote()))
                .with(choices.policies.getOrDefault(check, UnaryOperator.identity()))
                // Last: what the user adds does not take this away.
                .with(policy -> below.length == 0 ? policy : policy.alsoDependsOn(below));
    }

    private static Stream<HttpCheck> below(HttpCheck check) {
        return switch (check) {
            case ANSWER, CERTIFICATE -> Stream.of(HttpCheck.PORT, HttpCheck.DNS);
            case PORT -> Stream.of(HttpCheck.DNS);
            case DNS -> Stream.empty();
        };
    }

    private Probe probe(HttpCheck check) {
        Request request = call.request();
        Remote.Endpoint server = request.remote().endpoints().get(0);
        int port = server.port().orElseThrow();
        return switch (check) {
            case ANSWER ->
                HttpProbe.of(call)
                        .limits(any -> choices.limits(check, HttpLimits.class))
                        .through(choices.transport);
            case CERTIFICATE -> {
                CertificateProbe probe = CertificateProbe.of(server.host(), port)
                        .limits(any -> choices.limits(check, CertificateLimits.class));
                yield choices.transport.ssl().map(probe::ssl).orElse(probe);
            }
            case PORT -> TcpProbe.of(server.host(), port).limits(any -> choices.limits(check, TcpLimits.class));
            case DNS -> DnsProbe.of(server.host()).limits(any -> choices.limits(check, DnsLimits.class));
        };
    }

    private List<HttpCheck> known(String... names) {
        return Arrays.stream(Objects.requireNonNull(names, "checks"))
                .map(check -> HttpCheck.of(Objects.requireNonNull(check, "check"))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + name + "' has no check '" + check + "'; there are " + HttpCheck.ids())))
                .toList();
    }

    /** Returns the name, method and address, without query, headers and body. */
    @Override
    public String toString() {
        return "HttpProbes[" + name + " at " + call + "]";
    }
}
