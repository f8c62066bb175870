package dev.vitals.http.internal.webhook;

import java.time.Instant;
import java.util.Optional;

/** What the receiver has been told of something, and what it has to be told next. */
interface Ledger {
    /** Returns what is to be said now. */
    Optional<Letter> due(Instant now);

    /** Returns when there may be something to say again without news; empty when there is nothing to wait for. */
    Optional<Instant> next();
}
