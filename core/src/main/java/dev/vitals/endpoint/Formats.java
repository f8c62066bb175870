package dev.vitals.endpoint;

import dev.vitals.format.Format;
import dev.vitals.format.HealthJsonFormat;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.KubernetesFormat;
import dev.vitals.format.MarkdownFormat;
import dev.vitals.format.MetricsFormat;
import dev.vitals.format.MicroProfileFormat;
import dev.vitals.format.TextFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats an answer can have, and the choice among them. */
final class Formats {
    private final TextFormat text;
    private final HtmlFormat html;
    /** The first of them is for those who take anything. */
    private final List<Format> negotiated;
    /** Those whose media type is another format's too come by name alone. */
    private final List<Format> named;

    Formats(ZoneId zone) {
        this.text = TextFormat.DEFAULT.zone(zone);
        this.html = new HtmlFormat(zone);
        this.negotiated = List.of(
                JsonFormat.DEFAULT,
                text,
                html,
                HealthJsonFormat.DEFAULT,
                MetricsFormat.OPENMETRICS,
                new MarkdownFormat(zone));
        this.named = Stream.concat(
                        negotiated.stream(),
                        Stream.of(MicroProfileFormat.DEFAULT, KubernetesFormat.DEFAULT, MetricsFormat.PROMETHEUS))
                .toList();
    }

    /** Returns the format the query names, or else the one the caller accepts. */
    Format choose(Query query, Optional<String> accept) {
        Format chosen = query.format().isPresent() ? named(query.format().get()) : accepted(accept);
        return chosen.equals(text) ? text(query) : chosen;
    }

    /** Returns the format the query names, or else that of the Kubernetes API server. */
    Format kubernetes(Query query) {
        return query.format().isPresent() ? choose(query, Optional.empty()) : KubernetesFormat.DEFAULT;
    }

    /** Returns the zone in which a person reads points in time. */
    ZoneId zone() {
        return html.zone();
    }

    /** Returns whether an answer that is JSON for programs is to be a page, as it is for people at a browser. */
    boolean page(HealthRequest request) {
        Optional<String> name = Optional.ofNullable(Words.parse(request.query()).get("format"));
        return name.map(html.name()::equals)
                .orElseGet(() -> AcceptHeader.choose(request.accept(), List.of(JsonFormat.DEFAULT, html))
                        .filter(html::equals)
                        .isPresent());
    }

    private TextFormat text(Query query) {
        return text.colour(query.colour()).width(Math.max(query.width().orElse(text.width()), TextFormat.NARROWEST));
    }

    private Format named(String name) {
        return named.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400,
                        "'format' must be one of "
                                + named.stream().map(Format::name).collect(Collectors.joining(", "))
                                + " but was '" + Query.shown(name) + "'"));
    }

    private Format accepted(Optional<String> accept) {
        return AcceptHeader.choose(accept, negotiated)
                .orElseThrow(() -> new Refusal(
                        406,
                        "'Accept' allows none of the forms there are: "
                                + negotiated.stream().map(Format::mediaType).collect(Collectors.joining(", "))));
    }
}
