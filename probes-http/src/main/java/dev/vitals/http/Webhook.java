package dev.vitals.http;

import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.webhook.Courier;
import dev.vitals.http.internal.webhook.Format;
import dev.vitals.http.internal.webhook.WebhookCauses;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.IncidentListener;
import dev.vitals.incident.TimelineEntry;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportListener;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts to a chat, to Alertmanager or anywhere else when an application gets into trouble and when it is over.
 *
 * <pre>{@code
 * Webhook channel = Webhook.slack(System.getenv("SLACK_WEBHOOK")).from(Severity.P1);
 * Vitals.builder("orders")
 *         .reportListener(channel)
 *         .check("channel", channel)      // says when notices cannot be delivered
 * }</pre>
 *
 * <p>With incidents kept, one notice at a time about each incident is worth more than one about everything. It takes one line:
 *
 * <pre>{@code
 *         .incidents(IncidentSettings.DEFAULT.listener(Webhook.slack(System.getenv("SLACK_WEBHOOK"))))
 * }</pre>
 *
 * <p>Then the {@code key} of a notice is the identity of the incident, and one is sent when an incident is opened, when it gets
 * worse or has another root cause, when a person takes it on, as a reminder, and when it is resolved. What a maintenance
 * window of the incidents covers is recorded only, and sent if it is still open when that window ends. An incident that an
 * earlier process opened counts as announced by that one. Use a webhook either way, not both: it would say everything twice.
 *
 * <p>A notice is sent when the severity reaches the {@linkplain #from(Severity) mildest one} that is worth it, when it gets
 * worse or another check is found at a root, as a {@linkplain #remindEvery(Duration) reminder}, and when it is over; that
 * last one only if an earlier one was delivered. Delivered means answered with a status from 200 to 299. Otherwise delivery
 * is tried again after 1 s, then twice as long each time up to a minute, give or take a fifth, or as {@code Retry-After}
 * says, up to 15 minutes. Meanwhile changes are not queued: what holds at the next attempt is sent, so that nothing is
 * announced that is over already.
 *
 * <p>All that a notice says was redacted before. The address is a secret and in no text. One daemon thread named
 * {@code vitals-webhook} delivers, and ends when there is nothing to do for 10 s; the client is the one that the HTTP checks
 * share. An attempt takes 10 s at most.
 *
 * <p>As a probe it is {@code UP} unless the last attempt failed, which is {@code DEGRADED} with cause
 * {@code webhook.failing}; it sends nothing to find out.
 *
 * <p>The settings of this class are immutable, each method returns a changed copy; register the last copy. It is
 * thread-safe. It is closed with the aggregator.
 *
 * @since 0.1.0
 */
public final class Webhook implements ReportListener, IncidentListener, Probe, AutoCloseable {
    private static final Duration REMIND = Duration.ofHours(4);

    /** Alertmanager forgets what is not said again. */
    private static final Duration REMIND_ALERTMANAGER = Duration.ofMinutes(1);

    private final WebhookSettings settings;
    private @Nullable Courier courier;
    private boolean closed;

    /**
     * What became of a notice.
     *
     * @param at when that was
     * @param event {@code fired}, {@code changed}, {@code acknowledged}, {@code reminder} or {@code resolved}
     * @param key what it was about: the identity of an incident, or the application, with a group
     * @param outcome what became of it
     * @param detail why it was not delivered; empty otherwise
     * @since 0.1.0
     */
    public record Delivery(Instant at, String event, String key, Outcome outcome, String detail) {
        /** Refuses nulls. */
        public Delivery {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * What can become of a notice.
     *
     * @since 0.1.0
     */
    public enum Outcome {
        /** The receiver took it. */
        DELIVERED,
        /** The receiver did not take it; it is tried again. */
        FAILED,
        /** A mute window, or the maintenance window that an incident was opened in, withholds it. */
        MUTED
    }

    private Webhook(WebhookSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns one that posts a text as Slack's incoming webhooks take it; so do Mattermost, Rocket.Chat and Google Chat.
     *
     * @param url the webhook's address
     * @return the webhook
     * @throws IllegalArgumentException if {@code url} is no address of the web; the message does not repeat it
     */
    public static Webhook slack(String url) {
        return of(HttpCall.post(url), Format.SLACK, REMIND);
    }

    /**
     * Returns one that posts JSON: {@code event}, {@code key}, {@code application}, {@code group}, {@code status}, {@code
     * severity}, {@code since}, {@code at} and {@code rootCauses}, each with {@code check}, {@code cause}, {@code summary},
     * {@code since}, {@code remedy} and {@code explains}. Of an incident {@code event}, {@code key} and {@code incident}
     * (its identity), {@code application}, {@code status}, {@code severity}, {@code worst}, {@code since}, {@code at},
     * {@code respondBy}, {@code updateBy}, {@code commander}, {@code rootCauses} and {@code affected}.
     *
     * @param url where to
     * @return the webhook
     * @throws IllegalArgumentException if {@code url} is no address of the web; the message does not repeat it
     */
    public static Webhook json(String url) {
        return of(HttpCall.post(url), Format.JSON, REMIND);
    }

    /**
     * Returns one that posts alerts to an Alertmanager, one for each root cause, with the labels {@code alertname} (the
     * cause code), {@code application}, {@code check}, {@code severity} and {@code group}. They are said again every minute
     * and end three minutes after the last time. An incident is one alert named {@code incident}, with the labels {@code
     * application}, {@code incident} and {@code severity}.
     *
     * @param url its address without a path, or with the prefix it is served under, such as
     *     {@code http://alertmanager:9093}
     * @return the webhook
     * @throws IllegalArgumentException if {@code url} is no address of the web; the message does not repeat it
     */
    public static Webhook alertmanager(String url) {
        String base = Objects.requireNonNull(url, "url").replaceFirst("/+$", "");
        return of(HttpCall.post(base + "/api/v2/alerts"), Format.ALERTMANAGER, REMIND_ALERTMANAGER);
    }

    private static Webhook of(HttpCall call, Format format, Duration remindEvery) {
        return new Webhook(new WebhookSettings(call, format, remindEvery));
    }

    private Webhook with(Consumer<WebhookSettings> change) {
        WebhookSettings copy = new WebhookSettings(settings);
        change.accept(copy);
        return new Webhook(copy);
    }

    /**
     * Returns this webhook with its call changed: credentials, headers.
     *
     * @param change takes the call and returns the changed one; its body and what it expects are not used
     * @return a copy
     */
    public Webhook call(UnaryOperator<HttpCall> change) {
        HttpCall changed =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(settings.call), "call");
        return with(copy -> copy.call = changed);
    }

    /**
     * Returns this webhook with another mildest severity that is worth a notice; {@link Severity#P2} by default.
     *
     * @param mildest the severity
     * @return a copy
     */
    public Webhook from(Severity mildest) {
        Objects.requireNonNull(mildest, "mildest");
        return with(copy -> copy.from = mildest);
    }

    /**
     * Returns this webhook, reminding more or less often of trouble that goes on; every 4 hours by default, to Alertmanager
     * every minute.
     *
     * @param interval how often; from 1 s to 365 days
     * @return a copy
     * @throws IllegalArgumentException if {@code interval} is out of its bounds
     */
    public Webhook remindEvery(Duration interval) {
        boolean tooShort = Objects.requireNonNull(interval, "interval").compareTo(Duration.ofSeconds(1)) < 0;
        if (tooShort || interval.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("'interval' must be from 1 s to 365 days but was " + interval);
        }
        return with(copy -> copy.remindEvery = interval);
    }

    /**
     * Returns this webhook for one group of checks, in place of all checks.
     *
     * @param name the group's name
     * @return a copy
     */
    public Webhook group(String name) {
        Selection selection = Selection.group(Objects.requireNonNull(name, "name"));
        return with(copy -> copy.selection = selection);
    }

    /**
     * Returns this webhook with the documents of incidents in what it sends of them: the declaration when one is opened, the
     * resolution when it is over, the update otherwise. A chat gets the document in place of the short text; JSON has it,
     * in Markdown, as {@code document}; an alert as the annotation {@code description}. None by default.
     *
     * @param writer what writes them, such as {@link IncidentDocuments#DEFAULT}
     * @return a copy
     */
    public Webhook documents(IncidentDocuments writer) {
        Objects.requireNonNull(writer, "writer");
        return with(copy -> copy.documents = Optional.of(writer));
    }

    /**
     * Returns this webhook with one more time in which it sends nothing.
     *
     * @param window the time
     * @return a copy
     */
    public Webhook mute(MuteWindow window) {
        Objects.requireNonNull(window, "window");
        return with(copy -> copy.mute(window));
    }

    /**
     * Returns this webhook with keys and trust of its own.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     */
    public Webhook ssl(SSLContext context) {
        Objects.requireNonNull(context, "context");
        return with(copy -> copy.transport = copy.transport.ssl(context));
    }

    /**
     * Returns this webhook with a proxy of its own, in place of the JVM's settings.
     *
     * @param host the proxy's host
     * @param port the proxy's port; from 1 to 65535
     * @return a copy
     * @throws IllegalArgumentException if {@code port} is out of its bounds
     */
    public Webhook proxy(String host, int port) {
        Transport.Proxy proxy = Hosts.at(host, port);
        return with(copy -> copy.transport = copy.transport.proxy(proxy));
    }

    /** Tells time by another clock. */
    Webhook clock(Clock clock) {
        return with(copy -> copy.clock = clock);
    }

    /** {@inheritDoc} Does not block. */
    @Override
    public void onChange(ReportChange change) {
        Report report = Objects.requireNonNull(change, "change").after();
        if (report.selection().equals(settings.selection)) {
            courier().ifPresent(open -> open.see(report));
        }
    }

    /** {@inheritDoc} Does not block. */
    @Override
    public void onEvent(Incident incident, TimelineEntry entry) {
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(entry, "entry");
        courier().ifPresent(open -> open.see(incident, entry.kind()));
    }

    /**
     * Returns what became of the last notices.
     *
     * @return at most 100, the newest first
     */
    public List<Delivery> deliveries() {
        return courier().stream()
                .flatMap(open -> open.attempts().stream())
                .map(Webhook::delivery)
                .toList();
    }

    private static Delivery delivery(Courier.Attempt attempt) {
        Outcome outcome =
                attempt.muted() ? Outcome.MUTED : attempt.failure().isPresent() ? Outcome.FAILED : Outcome.DELIVERED;
        String event = attempt.kind().name().toLowerCase(Locale.ROOT);
        return new Delivery(
                attempt.at(), event, attempt.key(), outcome, attempt.failure().orElse(""));
    }

    @Override
    public Result check(ProbeContext context) {
        Optional<Courier.Attempt> last = courier().flatMap(Courier::last);
        Optional<String> failure = last.flatMap(Courier.Attempt::failure);
        if (failure.isPresent()) {
            String summary = WebhookCauses.FAILING.title() + " to " + where() + ": " + failure.get();
            return Result.degraded(WebhookCauses.FAILING, summary)
                    .withRemedies(WebhookCauses.FAILING.steps().stream()
                            .map(Remedy::of)
                            .toList());
        }
        return Result.up(last.filter(known -> !known.muted())
                .map(known -> "last notice delivered at " + known.at())
                .orElse("nothing sent yet"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Impact#MINOR} and {@link Scope#LOCAL}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.impact(Impact.MINOR).scope(Scope.LOCAL);
    }

    private synchronized Optional<Courier> courier() {
        if (courier == null && !closed) {
            courier = settings.courier();
        }
        return Optional.ofNullable(courier);
    }

    /** Ends at once, also an attempt in flight; sends nothing more. Does not block. */
    @Override
    public synchronized void close() {
        closed = true;
        if (courier != null) {
            courier.close();
        }
    }

    private String where() {
        return settings.call.request().remote().toString();
    }

    /** Returns the host, without the path, which is the secret. */
    @Override
    public String toString() {
        return "Webhook[" + where() + "]";
    }
}
