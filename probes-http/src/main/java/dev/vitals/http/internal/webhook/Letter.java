package dev.vitals.http.internal.webhook;

import java.time.Duration;
import java.time.Instant;

/** Something to say to the receiver. */
interface Letter {
    Notice.Kind kind();

    /** The key by which a receiver knows that two letters are about the same. */
    String key();

    /** Whether a maintenance window withholds it: then it is recorded as if it had been delivered, and not sent. */
    boolean isWithheld();

    /** Returns a body of JSON, which holds for some time unless it is said again. */
    String body(Format format, Instant now, Duration validFor);

    /** Notes that the receiver has taken it. */
    void taken(Instant now);
}
