package dev.vitals.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a check was run, and since when its status has been what it is.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Timing {
    private final Optional<Instant> checkedAt;
    private final Duration age;
    private final Duration took;
    private final Instant since;
    private final Instant causeSince;
    private final Duration lasting;
    private final Optional<Duration> running;

    private Timing(
            Optional<Instant> checkedAt,
            Duration age,
            Duration took,
            Instant since,
            Instant causeSince,
            Duration lasting,
            Optional<Duration> running) {
        this.checkedAt = checkedAt;
        this.age = Objects.requireNonNull(age, "age");
        this.took = took;
        this.since = since;
        this.causeSince = causeSince;
        this.lasting = Objects.requireNonNull(lasting, "lasting");
        this.running = Objects.requireNonNull(running, "running");
    }

    /** The same times when more of it has passed. */
    Timing later(Duration olderAge, Duration longerLasting, Optional<Duration> longerRunning) {
        return new Timing(checkedAt, olderAge, took, since, causeSince, longerLasting, longerRunning);
    }

    /**
     * Returns a builder of the timing of a check that has not been run yet.
     *
     * @param since when the check's status was last taken on
     * @return the builder
     */
    public static Builder builder(Instant since) {
        return new Builder(since);
    }

    /**
     * Returns a builder that starts from this timing.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(since).causeSince(causeSince).took(took).lasting(lasting);
        copy.checkedAt = checkedAt;
        copy.age = age;
        copy.running = running;
        return copy;
    }

    /**
     * Returns when the latest result was made.
     *
     * @return the time; empty before the first result
     */
    public Optional<Instant> checkedAt() {
        return checkedAt;
    }

    /**
     * Returns the age of the latest result at the time of the report.
     *
     * @return the age; zero before the first result
     */
    public Duration age() {
        return age;
    }

    /**
     * Returns how long the latest finished run took.
     *
     * @return the time; zero before the first result
     */
    public Duration took() {
        return took;
    }

    /**
     * Returns when {@link CheckReport#status} was last taken on.
     *
     * @return the time
     */
    public Instant since() {
        return since;
    }

    /**
     * Returns since when results have named the cause that the latest one names. It may be later than {@link #since}, if
     * the cause is another one than at first, or earlier, if the status has become worse or better with it.
     *
     * @return the time; {@link #since} unless it was set
     */
    public Instant causeSince() {
        return causeSince;
    }

    /**
     * Returns for how long the status has been so, by monotonic time.
     *
     * @return the time since {@link #since}
     */
    public Duration lasting() {
        return lasting;
    }

    /**
     * Returns for how long the run under way has been running.
     *
     * @return the time; empty when no run is under way
     */
    public Optional<Duration> running() {
        return running;
    }

    @Override
    public String toString() {
        return "since " + since + ", age " + age + ", took " + took;
    }

    /**
     * Collects the parts of a {@link Timing}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Instant since;
        private Instant causeSince;
        private Optional<Instant> checkedAt = Optional.empty();
        private Duration age = Duration.ZERO;
        private Duration took = Duration.ZERO;
        private Duration lasting = Duration.ZERO;
        private Optional<Duration> running = Optional.empty();

        private Builder(Instant since) {
            this.since = Objects.requireNonNull(since, "since");
            this.causeSince = since;
        }

        /**
         * Sets when the latest result was made.
         *
         * @param at the wall-clock time
         * @param age the age of the result at the time of the report, by monotonic time
         * @return this builder
         */
        public Builder checkedAt(Instant at, Duration age) {
            this.checkedAt = Optional.of(Objects.requireNonNull(at, "at"));
            this.age = Objects.requireNonNull(age, "age");
            return this;
        }

        /**
         * Sets since when results have named the cause of the latest one.
         *
         * @param time the wall-clock time; that of the status by default
         * @return this builder
         */
        public Builder causeSince(Instant time) {
            this.causeSince = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets how long the latest finished run took.
         *
         * @param time zero by default
         * @return this builder
         */
        public Builder took(Duration time) {
            this.took = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets for how long the status has been so.
         *
         * @param time by monotonic time; zero by default
         * @return this builder
         */
        public Builder lasting(Duration time) {
            this.lasting = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets for how long the run under way has been running.
         *
         * @param time the time since its start
         * @return this builder
         */
        public Builder running(Duration time) {
            this.running = Optional.of(Objects.requireNonNull(time, "time"));
            return this;
        }

        /**
         * Builds the timing.
         *
         * @return the timing
         */
        public Timing build() {
            return new Timing(checkedAt, age, took, since, causeSince, lasting, running);
        }
    }
}
