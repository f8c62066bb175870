package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.query.Alerts;
import dev.vitals.http.internal.query.QueryCauses;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Asks an Alertmanager for active alerts. Silenced and inhibited ones are left out.
 *
 * <pre>{@code
 * .check("alerts", AlertmanagerProbe.of("http://alertmanager:9093", "team=\"orders\"", "severity!=\"info\""))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code alerts.active}</td><td>DOWN</td><td>one of the alerts has a label {@code severity} of {@code critical},
 *     {@code page}, {@code P0} or {@code SEV-1}, unless {@linkplain #grave(String...) others} are named</td></tr>
 * <tr><td>{@code alerts.active}</td><td>DEGRADED</td><td>there are only milder ones</td></tr>
 * <tr><td>{@code alerts.answer}</td><td>UNKNOWN</td><td>the answer is no list of alerts</td></tr>
 * <tr><td>{@code http.*}, {@code tls.*}</td><td>UNKNOWN</td><td>Alertmanager does not answer, as in
 *     {@link HttpProbe}: then nothing is known of alerts</td></tr>
 * </table>
 *
 * <p>Leave out, by a matcher, the alerts that this application sends itself, or it will see its own trouble as another's.
 *
 * <p>One request of API v2 a run; at most 8 MiB of the answer are read. A run blocks as in {@link HttpProbe}. The settings
 * of this class are immutable; it is entered by one thread at a time and closed with the aggregator.
 *
 * @since 0.1.0
 */
public final class AlertmanagerProbe implements Probe, AutoCloseable {
    private static final Set<String> GRAVE = Set.of("critical", "page", "p0", "sev-1");

    private final Set<String> grave;
    private final Inquiry inquiry;

    private AlertmanagerProbe(Set<String> grave, Inquiry inquiry) {
        this.grave = grave;
        this.inquiry = inquiry;
    }

    /**
     * Returns a probe of the alerts that match. Contacts nothing yet.
     *
     * @param url the address of Alertmanager, with the prefix it is served under if any
     * @param matchers what the labels must be, such as {@code team="orders"} or {@code severity=~"critical|warning"}; all
     *     of them; none for all alerts
     * @return the probe
     * @throws IllegalArgumentException if {@code url} is no address of the web or a matcher is blank
     */
    public static AlertmanagerProbe of(String url, String... matchers) {
        if (Arrays.stream(Objects.requireNonNull(matchers, "matchers")).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'matchers' must not be blank; write them like team=\"orders\"");
        }
        String filters = Arrays.stream(matchers)
                .map(matcher -> "&filter=" + URLEncoder.encode(matcher, UTF_8))
                .collect(Collectors.joining());
        String base = Objects.requireNonNull(url, "url").replaceFirst("/+$", "");
        HttpCall call = HttpCall.get(base + "/api/v2/alerts?active=true&silenced=false&inhibited=false" + filters);
        return new AlertmanagerProbe(GRAVE, Inquiry.of(call, Transport.DEFAULT));
    }

    /**
     * Returns this probe with other severities that are an outage.
     *
     * @param severities values of the label {@code severity}, compared without regard to case; none for no outage
     * @return a copy
     */
    public AlertmanagerProbe grave(String... severities) {
        Set<String> lower = Arrays.stream(Objects.requireNonNull(severities, "severities"))
                .map(severity -> severity.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new AlertmanagerProbe(lower, Inquiry.of(inquiry.call(), inquiry.transport()));
    }

    /**
     * Returns this probe with its call changed: credentials, headers.
     *
     * @param change takes the call and returns the changed one
     * @return a copy
     */
    public AlertmanagerProbe call(UnaryOperator<HttpCall> change) {
        HttpCall changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(inquiry.call()), "call");
        return new AlertmanagerProbe(grave, Inquiry.of(changed, inquiry.transport()));
    }

    /**
     * Returns this probe with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public AlertmanagerProbe ssl(SSLContext context) {
        Transport transport = inquiry.transport().ssl(Objects.requireNonNull(context, "context"));
        return new AlertmanagerProbe(grave, Inquiry.of(inquiry.call(), transport));
    }

    @Override
    public Result check(ProbeContext context) {
        return inquiry.ask(context, this::judge);
    }

    private Result judge(JsonNode answer) {
        return Alerts.read(answer)
                .map(alerts -> alerts.judge(grave))
                .orElseGet(() -> Result.unknown(
                        QueryCauses.ALERTS_SHAPE, QueryCauses.ALERTS_SHAPE.title() + ": " + inquiry.call()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Host and port of Alertmanager as the resource.
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

    /** Returns the address, without matchers. */
    @Override
    public String toString() {
        return "AlertmanagerProbe[" + inquiry.call() + "]";
    }
}
