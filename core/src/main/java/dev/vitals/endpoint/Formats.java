package dev.vitals.endpoint;

import dev.vitals.format.Format;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.TextFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The formats an answer can have, and which one a request asks for. */
final class Formats {
    private final List<Format> offered;
    private final Format colouredText;

    Formats(ZoneId zone) {
        TextFormat text = TextFormat.DEFAULT.zone(zone);
        this.offered = List.of(JsonFormat.DEFAULT, text);
        this.colouredText = text.colour(true);
    }

    /** Returns the format the query names, or else the one the caller accepts. */
    Format choose(Query query, Optional<String> accept) {
        Format chosen = query.format().isPresent() ? named(query.format().get()) : accepted(accept);
        return query.colour() && chosen.name().equals(colouredText.name()) ? colouredText : chosen;
    }

    private Format named(String name) {
        return offered.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400, "'format' must be one of " + names() + " but was '" + Query.shown(name) + "'"));
    }

    private Format accepted(Optional<String> accept) {
        return AcceptHeader.choose(accept, offered)
                .orElseThrow(() -> new Refusal(
                        406,
                        "there is no form that 'Accept' allows; there are "
                                + String.join(
                                        ", ",
                                        offered.stream().map(Format::mediaType).toList())));
    }

    private String names() {
        return String.join(", ", offered.stream().map(Format::name).toList());
    }
}
