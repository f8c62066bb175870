package dev.vitals.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.query.QueryCauses;
import dev.vitals.http.internal.query.Samples;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.text.Clean;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Asks Prometheus, or what speaks its API, and holds the answer against a threshold.
 *
 * <pre>{@code
 * .check("errors", PrometheusProbe.of(
 *         "http://prometheus:9090",
 *         "sum(rate(http_requests_total{code=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))",
 *         Threshold.ratioAbove(0.02, 0.10)))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code prometheus.limit}</td><td>DEGRADED, DOWN</td><td>the value, or the worst of several series, has reached
 *     the threshold</td></tr>
 * <tr><td>{@code prometheus.empty}</td><td>UNKNOWN</td><td>there is no series, or none with a number</td></tr>
 * <tr><td>{@code prometheus.partial}</td><td>UNKNOWN</td><td>the values are fine, but the answer has warnings, or says
 *     that it is partial as those of Thanos and VictoriaMetrics do</td></tr>
 * <tr><td>{@code prometheus.answer}</td><td>UNKNOWN</td><td>the answer is neither a scalar nor a vector</td></tr>
 * <tr><td>{@code http.*}, {@code tls.*}</td><td>UNKNOWN</td><td>Prometheus does not answer, or rejects the query, as in
 *     {@link HttpProbe}: then nothing is known of the value</td></tr>
 * </table>
 *
 * <p>One instant query a run, posted to {@code /api/v1/query}; at most 8 MiB of the answer are read. The query is shown in
 * texts: keep secrets out of it.
 *
 * <p>A run blocks as in {@link HttpProbe}. The settings of this class are immutable; it is entered by one thread at a time
 * and closed with the aggregator.
 *
 * @since 0.1.0
 */
public final class PrometheusProbe implements Probe, AutoCloseable {
    private static final int LONGEST = 120;

    private final String query;
    private final Threshold threshold;
    private final Inquiry inquiry;

    private PrometheusProbe(String query, Threshold threshold, Inquiry inquiry) {
        this.query = query;
        this.threshold = threshold;
        this.inquiry = inquiry;
    }

    /**
     * Returns a probe of a query. Contacts nothing yet.
     *
     * @param url the address of Prometheus, with the prefix it is served under if any
     * @param query an instant query that gives a scalar or a vector
     * @param threshold what its worst value is held against
     * @return the probe
     * @throws IllegalArgumentException if {@code url} is no address of the web or {@code query} is blank
     */
    public static PrometheusProbe of(String url, String query, Threshold threshold) {
        if (Objects.requireNonNull(query, "query").isBlank()) {
            throw new IllegalArgumentException("'query' must not be blank");
        }
        String base = Objects.requireNonNull(url, "url").replaceFirst("/+$", "");
        HttpCall call = HttpCall.post(base + "/api/v1/query").literalForm(Map.of("query", query));
        return new PrometheusProbe(
                query, Objects.requireNonNull(threshold, "threshold"), Inquiry.of(call, Transport.DEFAULT));
    }

    /**
     * Returns this probe with its call changed: credentials, headers.
     *
     * @param change takes the call and returns the changed one
     * @return a copy
     */
    public PrometheusProbe call(UnaryOperator<HttpCall> change) {
        HttpCall changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(inquiry.call()), "call");
        return new PrometheusProbe(query, threshold, Inquiry.of(changed, inquiry.transport()));
    }

    /**
     * Returns this probe with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public PrometheusProbe ssl(SSLContext context) {
        Transport transport = inquiry.transport().ssl(Objects.requireNonNull(context, "context"));
        return new PrometheusProbe(query, threshold, Inquiry.of(inquiry.call(), transport));
    }

    @Override
    public Result check(ProbeContext context) {
        return inquiry.ask(context, this::judge);
    }

    private Result judge(JsonNode answer) {
        String shown = Clean.line(query, LONGEST);
        return Samples.read(answer, threshold)
                .map(samples -> samples.judge(shown, threshold))
                .orElseGet(() -> Result.unknown(QueryCauses.SHAPE, QueryCauses.SHAPE.title() + ": " + shown));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Host and port of Prometheus as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.resource("http " + inquiry.call().request().remote());
    }

    /** Lets go of the client. Does not block. */
    @Override
    public void close() {
        inquiry.close();
    }

    /** Returns address and query. */
    @Override
    public String toString() {
        return "PrometheusProbe[" + inquiry.call() + " " + query + "]";
    }
}
