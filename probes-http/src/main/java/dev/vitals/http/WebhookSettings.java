package dev.vitals.http;

import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.webhook.Courier;
import dev.vitals.http.internal.webhook.Format;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a {@link Webhook} works. Changed only while a copy is made. */
final class WebhookSettings {
    private static final int MOST_READ = 4096;

    HttpCall call;
    Severity from = Severity.P2;
    Duration remindEvery;
    Selection selection = Selection.ALL;
    Optional<IncidentDocuments> documents = Optional.empty();
    Transport transport = Transport.DEFAULT;
    Clock clock = Clock.systemUTC();
    private final Format format;
    private List<MuteWindow> muted = List.of();

    WebhookSettings(HttpCall call, Format format, Duration remindEvery) {
        this.call = call;
        this.format = format;
        this.remindEvery = remindEvery;
    }

    WebhookSettings(WebhookSettings other) {
        this(other.call, other.format, other.remindEvery);
        this.from = other.from;
        this.selection = other.selection;
        this.documents = other.documents;
        this.muted = other.muted;
        this.transport = other.transport;
        this.clock = other.clock;
    }

    void mute(MuteWindow window) {
        List<MuteWindow> more = new ArrayList<>(muted);
        more.add(window);
        muted = List.copyOf(more);
    }

    Courier courier() {
        Courier.Settings how =
                new Courier.Settings(call.request(), format, from, remindEvery, this::isMuted, documents);
        return new Courier(how, new Exchange(new Lease(transport), MOST_READ), clock);
    }

    private boolean isMuted(Instant moment) {
        return muted.stream().anyMatch(window -> window.contains(moment));
    }
}
