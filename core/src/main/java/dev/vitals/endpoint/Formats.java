package dev.vitals.endpoint;

import dev.vitals.format.Format;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats an answer can have, and the choice among them. */
final class Formats {
    private final TextFormat text;
    private final List<Format> offered;

    Formats(ZoneId zone) {
        this.text = TextFormat.DEFAULT.zone(zone);
        this.offered = List.of(JsonFormat.DEFAULT, text);
    }

    /** Returns the format the query names, or else the one the caller accepts. */
    Format choose(Query query, Optional<String> accept) {
        Format chosen = query.format().isPresent() ? named(query.format().get()) : accepted(accept);
        return chosen.equals(text) ? text(query) : chosen;
    }

    private TextFormat text(Query query) {
        return text.colour(query.colour()).width(Math.max(query.width().orElse(text.width()), TextFormat.NARROWEST));
    }

    private Format named(String name) {
        return offered.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400,
                        "'format' must be one of "
                                + offered.stream().map(Format::name).collect(Collectors.joining(", "))
                                + " but was '" + Query.shown(name) + "'"));
    }

    private Format accepted(Optional<String> accept) {
        return AcceptHeader.choose(accept, offered)
                .orElseThrow(() -> new Refusal(
                        406,
                        "'Accept' allows none of the forms there are: "
                                + offered.stream().map(Format::mediaType).collect(Collectors.joining(", "))));
    }
}
