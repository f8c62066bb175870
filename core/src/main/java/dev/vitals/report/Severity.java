package dev.vitals.report;

import java.time.Duration;

/**
 * How bad it is, and how soon a response is due. Ordered from worst to mildest.
 *
 * <p>The times are those of the incident runbooks this library was built from: response within 15 minutes, 1 hour,
 * 4 hours or 24 hours, with an update every 30 minutes, hour, 4 hours or day.
 *
 * @since 0.1.0
 */
public enum Severity {
    /** The service is down. */
    P0("SEV-1", Duration.ofMinutes(15), Duration.ofMinutes(30)),
    /** A major function is down, or a critical one impaired. */
    P1("SEV-2", Duration.ofHours(1), Duration.ofHours(1)),
    /** A major function is impaired, or a minor one down. */
    P2("SEV-3", Duration.ofHours(4), Duration.ofHours(4)),
    /** Anything else that is not right. */
    P3("SEV-4", Duration.ofHours(24), Duration.ofHours(24));

    private final String sev;
    private final Duration respondWithin;
    private final Duration updateEvery;

    Severity(String sev, Duration respondWithin, Duration updateEvery) {
        this.sev = sev;
        this.respondWithin = respondWithin;
        this.updateEvery = updateEvery;
    }

    /**
     * Returns the time within which a response is due.
     *
     * @return the time, from the start of the trouble
     */
    public Duration respondWithin() {
        return respondWithin;
    }

    /**
     * Returns how often those affected get an update.
     *
     * @return the cadence
     */
    public Duration updateEvery() {
        return updateEvery;
    }

    /**
     * Returns the name in the other common scheme.
     *
     * @return {@code SEV-1} for {@link #P0} to {@code SEV-4} for {@link #P3}
     */
    public String sev() {
        return sev;
    }
}
