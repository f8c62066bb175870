package dev.vitals.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened in the course of an incident. Made by the library.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TimelineEntry {
    private final Instant at;
    private final Duration after;
    private final Kind kind;
    private final Optional<String> by;
    private final String text;
    private final Optional<String> detail;

    TimelineEntry(Instant at, Duration after, Kind kind, Optional<String> by, String text, Optional<String> detail) {
        this.at = Objects.requireNonNull(at, "at");
        this.after = Objects.requireNonNull(after, "after");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.by = Objects.requireNonNull(by, "by");
        this.text = Objects.requireNonNull(text, "text");
        this.detail = Objects.requireNonNull(detail, "detail");
    }

    /**
     * Returns when it happened.
     *
     * @return the wall-clock time; may be earlier than that of the entry before if the clock was set back
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns how long after the opening of the incident it happened: by monotonic time while the process lived, by
     * wall-clock time across a restart. Never less than that of the entry before.
     *
     * @return the time since the opening
     */
    public Duration after() {
        return after;
    }

    /**
     * Returns what sort of event it is.
     *
     * @return the sort
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the person who did it.
     *
     * @return the name as given; empty for what the library saw itself
     */
    public Optional<String> by() {
        return by;
    }

    /**
     * Returns the event in words.
     *
     * @return one line; redacted
     */
    public String text() {
        return text;
    }

    /**
     * Returns what the check at the root showed at that moment: observations, evidence, remedies.
     *
     * @return several lines, redacted; empty for most entries
     */
    public Optional<String> detail() {
        return detail;
    }

    @Override
    public String toString() {
        return at + " " + kind + by.map(name -> " by " + name).orElse("") + ": " + text;
    }

    /**
     * The sorts of events.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The incident was opened. */
        OPENED,
        /** What was deployed or started shortly before the first failure. */
        DEPLOYMENT,
        /** An earlier incident had the same root cause. */
        EARLIER,
        /** The root cause is another one than before. */
        ROOT_CAUSE,
        /** The severity has changed, by what the checks show or by hand. */
        SEVERITY,
        /** Further checks are affected. */
        CHECKS,
        /** Every check of the incident is well again. */
        RECOVERED,
        /** It came back within the stability window. */
        RELAPSED,
        /** It recovered and came back several times; stands for all of them. */
        FLAPPED,
        /** A person has taken it on. */
        ACKNOWLEDGED,
        /** Another person leads the response. */
        COMMANDER,
        /** A person's remark. */
        NOTE,
        /** Another incident turned out to be the same fault. */
        MERGED,
        /** The incident is over. */
        RESOLVED,
        /** It was resolved by hand and came back within the stability window. */
        REOPENED
    }
}
