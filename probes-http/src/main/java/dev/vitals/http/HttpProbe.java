package dev.vitals.http;

import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.exchange.Pause;
import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Checks that an HTTP service answers what it should, and how fast.
 *
 * <pre>{@code
 * .check("payments", HttpProbe.get("https://payments.internal/health"), c -> c.impact(Impact.MAJOR))
 * .check("login", HttpProbe.of(HttpCall.post("https://shop.internal/api/auth/login")
 *         .json("{\"user\": \"probe\", \"password\": \"" + password + "\"}")
 *         .expectJsonAt("/token")))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code http.slow}</td><td>DEGRADED</td><td>the whole answer took 2 s or longer</td></tr>
 * <tr><td>{@code http.dns}, {@code http.refused}, {@code http.unreachable}, {@code http.lost},
 *     {@code http.protocol}</td><td>DOWN</td><td>the network, or something else that answers</td></tr>
 * <tr><td>{@code http.timeout.connect}, {@code .tls}, {@code .answer}, {@code .body}</td><td>DOWN</td><td>no end in time
 *     of a connection, a TLS handshake, the wait for an answer, or its body</td></tr>
 * <tr><td>{@code tls.expired}, {@code .not-yet-valid}, {@code .wrong-host}, {@code .self-signed}, {@code .incomplete},
 *     {@code .untrusted}, {@code .weak}, {@code .client-certificate}, {@code .handshake}</td><td>DOWN</td><td>no secure
 *     connection: for a reason that {@link CertificateProbe} would report as well, or since the server wants a certificate
 *     from its client</td></tr>
 * <tr><td>{@code http.address}</td><td>DEGRADED</td><td>the first address of the host does not accept connections, and
 *     another one answers as it should</td></tr>
 * <tr><td>{@code http.proxy.unreachable}, {@code .auth}, {@code .refused}</td><td>DOWN</td><td>the proxy is not there, wants
 *     a login (407) or does not connect</td></tr>
 * <tr><td>{@code http.auth}</td><td>DOWN</td><td>401 or 403; the next attempt waits for a minute</td></tr>
 * <tr><td>{@code http.rate-limited}</td><td>DEGRADED</td><td>429; the next attempt waits for as long as
 *     {@code Retry-After} says, a minute if it does not, and at most 15 minutes</td></tr>
 * <tr><td>{@code http.maintenance}</td><td>DOWN</td><td>503 with {@code Retry-After}, which is honoured likewise</td></tr>
 * <tr><td>{@code http.gateway}</td><td>DOWN</td><td>502 or 504</td></tr>
 * <tr><td>{@code http.server-error}, {@code http.client-error}, {@code http.redirect}, {@code http.status}</td>
 * <td>DOWN</td><td>any other status that is not expected</td></tr>
 * <tr><td>{@code http.redirect.loop}, {@code http.redirect.target}</td><td>DOWN</td><td>redirects without end; one from
 *     https to http, or to no address of the web</td></tr>
 * <tr><td>{@code http.content}, {@code http.json}</td><td>DOWN</td><td>a condition on the body does not hold, or it is no
 *     JSON</td></tr>
 * <tr><td>{@code http.too-large}</td><td>UNKNOWN</td><td>the part of the body that is read does not decide a
 *     condition</td></tr>
 * <tr><td>{@code http.encoding}</td><td>UNKNOWN</td><td>there are conditions on a body that is packed in another way than
 *     gzip</td></tr>
 * <tr><td>{@code http.unsendable}</td><td>UNKNOWN</td><td>a value that was asked for just now is not allowed in
 *     HTTP</td></tr>
 * <tr><td>{@code http.client-stuck}</td><td>UNKNOWN</td><td>the threads of the HTTP client are held up, for example by
 *     the trust manager of an {@code SSLContext}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link HttpLimits}. The cause of a status is reported only if the call does not expect
 * the status.
 *
 * <p>All HTTP checks of an application share one client of the JDK, with one thread and up to two more while something
 * is happening, and a timer; another client for each other proxy or {@code SSLContext}. Connections are kept open and used again, for as
 * long as the JDK does; a certificate that ends meanwhile is noticed all the same. HTTP/2 is used where a server offers it
 * over TLS. The default {@code Authenticator} and {@code CookieHandler} are neither used nor changed; the default proxy
 * settings and {@code SSLContext} are used and not changed.
 *
 * <p>A run blocks for less than its check's timeout, except while the host name is being resolved or a trust or key manager
 * of an {@code SSLContext} blocks, which cannot be bounded: the check then reports that it is stuck there.
 *
 * <p>The settings of this class are immutable; like every probe it is entered by one thread at a time. It is closed with
 * the aggregator, which lets go of the client.
 *
 * @since 0.1.0
 */
public final class HttpProbe implements Probe, AutoCloseable {
    private final HttpCall call;
    private final HttpLimits limits;
    private final Exchange exchange;
    private final Pause pause = new Pause(System::nanoTime);

    private HttpProbe(HttpCall call, HttpLimits limits, Transport transport) {
        this.call = call;
        this.limits = limits;
        this.exchange = new Exchange(new Lease(transport), (int) limits.body().bytes());
    }

    /**
     * Returns a probe that gets an address and expects a status from 200 to 299. Contacts nothing yet.
     *
     * @param url as in {@link HttpCall#get}
     * @return the probe
     * @throws IllegalArgumentException as in {@link HttpCall#get}
     */
    public static HttpProbe get(String url) {
        return of(HttpCall.get(url));
    }

    /**
     * Returns a probe of any call. Contacts nothing yet.
     *
     * @param call the request and what its answer must look like
     * @return the probe
     * @throws IllegalArgumentException if the call has places for values from earlier answers, of which there are none
     */
    public static HttpProbe of(HttpCall call) {
        if (!Objects.requireNonNull(call, "call").request().names().isEmpty()) {
            throw new IllegalArgumentException("'call' needs values from earlier answers, "
                    + call.request().names() + ": make it a step of a FlowProbe");
        }
        return new HttpProbe(call, HttpLimits.DEFAULT, Transport.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link HttpLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public HttpProbe limits(UnaryOperator<HttpLimits> change) {
        HttpLimits changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "limits");
        return new HttpProbe(call, changed, transport());
    }

    /**
     * Returns this probe with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM; keep one and share it, since each has a client of its own
     * @return a copy
     */
    public HttpProbe ssl(SSLContext context) {
        return new HttpProbe(call, limits, transport().ssl(Objects.requireNonNull(context, "context")));
    }

    /**
     * Returns this probe with a proxy of its own, in place of the JVM's settings.
     *
     * @param host the proxy's host
     * @param port the proxy's port; from 1 to 65535
     * @return a copy
     * @throws IllegalArgumentException if {@code port} is out of its bounds
     */
    public HttpProbe proxy(String host, int port) {
        return new HttpProbe(call, limits, transport().proxy(Hosts.at(host, port)));
    }

    /**
     * Returns this probe without a proxy, whatever the JVM is set up to use.
     *
     * @return a copy
     */
    public HttpProbe noProxy() {
        return new HttpProbe(call, limits, transport().proxy(new Transport.Proxy.None()));
    }

    HttpProbe through(Transport transport) {
        return new HttpProbe(call, limits, transport);
    }

    private Transport transport() {
        return exchange.lease().transport();
    }

    @Override
    public Result check(ProbeContext context) {
        Optional<Result> pending = pause.pending();
        if (pending.isPresent()) {
            return pending.get();
        }
        Word word = Word.of(context, this::failed);
        try {
            Answer answer = exchange.perform(call.request(), Map.of(), word.forRequest(), word);
            Optional<Result> wrong = call.expectations().wrong(call.toString(), answer, word.forStep());
            Result judged = wrong.or(() -> answer.besides().map(this::refused)).orElseGet(() -> timed(answer));
            Result result = byHand(observed(judged, answer));
            return wrong.isPresent() ? pause.heed(result, answer, context.now()) : result;
        } catch (HttpFailure e) {
            return failed(e);
        }
    }

    private Result failed(HttpFailure failure) {
        return byHand(refused(failure));
    }

    private Result refused(HttpFailure failure) {
        return failure.result(Family.HTTP, call.toString(), call.request().remote());
    }

    /** Without the query, where secrets like to be: then the command would ask for something else. */
    private Result byHand(Result result) {
        String url = call.request().url().text();
        boolean plain = call.request().method().equals("GET") && !url.contains("?");
        return result.status() == Status.UP || !plain
                ? result
                : result.remedy(Remedy.words("ask by hand").run(Command.shell("curl -sSi --max-time 10 {}", url)));
    }

    private Result timed(Answer answer) {
        Status status = limits.answer().judge(answer.timing().whole());
        String summary = call + " answers " + answer.status() + " in "
                + Quantities.duration(answer.timing().whole())
                + limits.answer().suffix(status);
        if (status == Status.UP) {
            return Result.up(summary);
        }
        return Result.of(status, HttpCauses.SLOW, summary)
                .withRemedies(HttpCauses.SLOW.steps().stream().map(Remedy::of).toList());
    }

    private Result observed(Result result, Answer answer) {
        Answer.Timing timing = answer.timing();
        return result.observe(
                        Observation.duration("http.answer", timing.whole()).against(limits.answer()))
                .observe(Observation.duration("http.answer.first-byte", timing.firstByte()))
                .observe(Observation.duration("http.answer.dns", timing.dns()))
                .observe(Observation.bytes("http.answer.size", answer.body().length));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Host and port as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.resource("http " + call.request().remote());
    }

    /** Lets go of the client, also under a run in flight. Does not block. */
    @Override
    public void close() {
        exchange.lease().close();
    }

    /** Returns method and address, without query, headers and body. */
    @Override
    public String toString() {
        return "HttpProbe[" + call + "]";
    }
}
