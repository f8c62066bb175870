package dev.vitals.http;

import com.fasterxml.jackson.core.JsonPointer;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.expect.Condition;
import dev.vitals.http.internal.query.Breaker;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.remote.Remote;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Reads the state of a circuit breaker from a JSON document, such as that of another service.
 *
 * <pre>{@code
 * .check("payments-breaker", BreakerProbe.of(
 *         HttpCall.get("http://orders:8080/actuator/circuitbreakers"), "/circuitBreakers/payments/state")
 *         .guarding("https://payments.internal"))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code breaker.open}</td><td>DOWN</td><td>{@code open}, {@code forced_open}, or {@code true}</td></tr>
 * <tr><td>{@code breaker.slow}</td><td>DOWN</td><td>the same, where beside it the document has a higher {@code slowCallRate}
 *     than {@code failureRate}, as documents of Resilience4j do</td></tr>
 * <tr><td>{@code breaker.half-open}</td><td>DEGRADED</td><td>{@code half_open}</td></tr>
 * <tr><td>{@code breaker.unknown}</td><td>UNKNOWN</td><td>nothing is at that place, or another word</td></tr>
 * <tr><td>{@code http.*}, {@code tls.*}</td><td>UNKNOWN</td><td>there is no document, as in {@link HttpProbe}</td></tr>
 * </table>
 *
 * <p>{@code closed}, {@code disabled}, {@code metrics_only} and {@code false} are {@code UP}. Case, and dashes for
 * underscores, make no difference.
 *
 * <p>A run blocks as in {@link HttpProbe}. The settings of this class are immutable; it is entered by one thread at a time
 * and closed with the aggregator.
 *
 * @since 0.1.0
 */
public final class BreakerProbe implements Probe, AutoCloseable {
    private final JsonPointer pointer;
    private final Inquiry inquiry;
    private final Optional<Remote> guarded;

    private BreakerProbe(JsonPointer pointer, Inquiry inquiry, Optional<Remote> guarded) {
        this.pointer = pointer;
        this.inquiry = inquiry;
        this.guarded = guarded;
    }

    /**
     * Returns a probe of a document. Contacts nothing yet.
     *
     * @param call how to get it; what it expects must hold as well
     * @param pointer a JSON Pointer of RFC 6901 to the state
     * @return the probe
     * @throws IllegalArgumentException if {@code pointer} is no JSON Pointer
     */
    public static BreakerProbe of(HttpCall call, String pointer) {
        Objects.requireNonNull(call, "call");
        return new BreakerProbe(Condition.Json.pointer(pointer), Inquiry.of(call, Transport.DEFAULT), Optional.empty());
    }

    /**
     * Returns this probe, knowing which service the breaker guards: a check that finds that service failing is then at the
     * root of an open breaker.
     *
     * @param url an address of the service, as in {@link HttpCall#get}; host and port count
     * @return a copy
     * @throws IllegalArgumentException as in {@link HttpCall#get}
     */
    public BreakerProbe guarding(String url) {
        return new BreakerProbe(
                pointer, inquiry, Optional.of(HttpCall.get(url).request().remote()));
    }

    /**
     * Returns this probe with its call changed: credentials, headers.
     *
     * @param change takes the call and returns the changed one
     * @return a copy
     */
    public BreakerProbe call(UnaryOperator<HttpCall> change) {
        HttpCall changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(inquiry.call()), "call");
        return new BreakerProbe(pointer, Inquiry.of(changed, inquiry.transport()), guarded);
    }

    /**
     * Returns this probe with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public BreakerProbe ssl(SSLContext context) {
        Transport transport = inquiry.transport().ssl(Objects.requireNonNull(context, "context"));
        return new BreakerProbe(pointer, Inquiry.of(inquiry.call(), transport), guarded);
    }

    @Override
    public Result check(ProbeContext context) {
        return inquiry.ask(context, document -> Breaker.read(document, pointer).judge());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Host and port of the service that is guarded as the resource, if that is known.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return guarded.map(service -> CheckPolicy.DEFAULT.resource("http " + service))
                .orElse(CheckPolicy.DEFAULT);
    }

    /** Lets go of the client. Does not block. */
    @Override
    public void close() {
        inquiry.close();
    }

    /** Returns the address and the place. */
    @Override
    public String toString() {
        return "BreakerProbe[" + inquiry.call() + " " + pointer + "]";
    }
}
