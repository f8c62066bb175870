package dev.vitals.report;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One check at one moment.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckReport {
    private final Content content;
    private final Timing timing;

    private CheckReport(Content content, Timing timing) {
        this.content = content;
        this.timing = timing;
    }

    /**
     * Returns a builder of the report of a check that has no result yet.
     *
     * @param name the check's name
     * @param policy the check's policy
     * @return the builder
     */
    public static Builder builder(String name, CheckPolicy policy) {
        return new Builder(name, policy);
    }

    /**
     * Returns a builder that starts from this report.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(content.name(), content.policy())
                .result(content.result())
                .status(content.status())
                .freshness(content.freshness())
                .timing(timing)
                .trend(content.trend())
                .counts(content.counts())
                .history(content.history())
                .late(content.late())
                .closed(content.closed())
                .diagnosis(content.diagnosis());
        copy.note = content.note();
        return copy;
    }

    /**
     * Returns what this report says, at a later time.
     *
     * @param age the age of the latest result
     * @param lasting for how long the status has been so
     * @param running for how long the run under way has been running; empty when none is
     * @return a report that shares all else with this one, and so what {@link #written} keeps
     */
    public CheckReport later(Duration age, Duration lasting, Optional<Duration> running) {
        return new CheckReport(content, timing.later(age, lasting, running));
    }

    /**
     * Returns what a format has written of this report, or has it write that. It is kept through all {@link #later}
     * reports, so there must be nothing in it of age, lasting and running. Two threads may write at once; either form is
     * kept.
     *
     * @param <T> the type of the form
     * @param type the class of the form, which is what it is kept under
     * @param writer writes the form of this report
     * @return the form
     */
    public <T> T written(Class<T> type, Function<CheckReport, T> writer) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(writer, "writer");
        return content.written().get(type, () -> writer.apply(this));
    }

    /**
     * Returns the check's name.
     *
     * @return the name, unique in the aggregator
     */
    public String name() {
        return content.name();
    }

    /**
     * Returns the check's policy.
     *
     * @return the policy
     */
    public CheckPolicy policy() {
        return content.policy();
    }

    /**
     * Returns the status that counts: that of the latest result after holds and staleness.
     *
     * @return the status; differs from {@code result().status()} while a hold runs, or when the result is too old
     */
    public Status status() {
        return content.status();
    }

    /**
     * Returns how far the result can be trusted.
     *
     * @return the freshness
     */
    public Freshness freshness() {
        return content.freshness();
    }

    /**
     * Returns the latest result.
     *
     * @return the result; before the first, {@link Status#UNKNOWN} with cause {@code result.pending}
     */
    public Result result() {
        return content.result();
    }

    /**
     * Returns when the check was run, and since when its status has been what it is.
     *
     * @return the timing
     */
    public Timing timing() {
        return timing;
    }

    /**
     * Returns where the status is heading.
     *
     * @return the trend
     */
    public Trend trend() {
        return content.trend();
    }

    /**
     * Returns what the check has counted since the aggregator was built.
     *
     * @return the counts
     */
    public Counts counts() {
        return content.counts();
    }

    /**
     * Returns the last results in short.
     *
     * @return an immutable list of at most 50, newest last
     */
    public List<HistoryEntry> history() {
        return content.history();
    }

    /**
     * Returns whether this report did not wait for a run that is under way.
     *
     * @return whether the check is late
     */
    public boolean late() {
        return content.late();
    }

    /**
     * Returns whether the aggregator is closed, so that the result is renewed no more.
     *
     * @return whether it is
     */
    public boolean closed() {
        return content.closed();
    }

    /**
     * Returns the evidence gathered when the check last left {@link Status#UP}; before it, while a hold keeps the status
     * worse than the latest result, what the last result as bad as that said.
     *
     * @return an immutable list; empty while the check is up
     */
    public List<Evidence> diagnosis() {
        return content.diagnosis();
    }

    /**
     * Returns what a reader should know about the runs, such as a late return.
     *
     * @return the note; empty most of the time
     */
    public Optional<String> note() {
        return content.note();
    }

    /**
     * Returns the cause to count and to advise on: {@code result.stale} when the result is too old to be believed,
     * {@code result.overtaken} when it is from before the outage of a check that this one depends on,
     * {@code result.recovering} or {@code result.worsening} while a hold keeps the status worse or better than the latest
     * result, else the result's own. Where a hold only keeps {@code DEGRADED} from being {@code DOWN}, or the other way
     * round, the fault is the same and so is its cause.
     *
     * @return the cause code; {@code ok} exactly when {@link #status} is {@link Status#UP}
     */
    public String cause() {
        return content.cause();
    }

    @Override
    public String toString() {
        return content.name() + " " + content.status() + " " + cause() + ": "
                + content.result().summary();
    }

    /**
     * Collects the parts of a {@link CheckReport}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private static final Result PENDING = Result.unknown(ResultCauses.PENDING, "no result yet");

        private final String name;
        private final CheckPolicy policy;
        private Status status = Status.UNKNOWN;
        private Freshness freshness = Freshness.PENDING;
        private Result result = PENDING;
        private Timing timing = Timing.builder(Instant.EPOCH).build();
        private Trend trend = Trend.STEADY;
        private Counts counts = Counts.NONE;
        private List<HistoryEntry> history = List.of();
        private boolean late;
        private boolean closed;
        private List<Evidence> diagnosis = List.of();
        private Optional<String> note = Optional.empty();

        private Builder(String name, CheckPolicy policy) {
            this.name = Objects.requireNonNull(name, "name");
            this.policy = Objects.requireNonNull(policy, "policy");
        }

        /**
         * Sets the latest result. Also sets the status to that of the result and the freshness to
         * {@link Freshness#FRESH}, so set these after it where they differ.
         *
         * @param latest the result
         * @return this builder
         */
        public Builder result(Result latest) {
            result = Objects.requireNonNull(latest, "latest");
            status = latest.status();
            freshness = Freshness.FRESH;
            return this;
        }

        /**
         * Sets the status that counts.
         *
         * @param counting the status after holds and staleness
         * @return this builder
         */
        public Builder status(Status counting) {
            status = Objects.requireNonNull(counting, "counting");
            return this;
        }

        /**
         * Sets how far the result can be trusted.
         *
         * @param trust the freshness
         * @return this builder
         */
        public Builder freshness(Freshness trust) {
            freshness = Objects.requireNonNull(trust, "trust");
            return this;
        }

        /**
         * Sets when the check was run.
         *
         * @param times since the epoch by default
         * @return this builder
         */
        public Builder timing(Timing times) {
            timing = Objects.requireNonNull(times, "times");
            return this;
        }

        /**
         * Sets where the status is heading.
         *
         * @param heading {@link Trend#STEADY} by default
         * @return this builder
         */
        public Builder trend(Trend heading) {
            trend = Objects.requireNonNull(heading, "heading");
            return this;
        }

        /**
         * Sets what has been counted.
         *
         * @param counted {@link Counts#NONE} by default
         * @return this builder
         */
        public Builder counts(Counts counted) {
            counts = Objects.requireNonNull(counted, "counted");
            return this;
        }

        /**
         * Sets the last results.
         *
         * @param past newest last; none by default
         * @return this builder
         */
        public Builder history(List<HistoryEntry> past) {
            history = List.copyOf(Objects.requireNonNull(past, "past"));
            return this;
        }

        /**
         * Sets whether the report did not wait for a run that is under way.
         *
         * @param missed false by default
         * @return this builder
         */
        public Builder late(boolean missed) {
            late = missed;
            return this;
        }

        /**
         * Sets whether the aggregator is closed.
         *
         * @param ended false by default
         * @return this builder
         */
        public Builder closed(boolean ended) {
            closed = ended;
            return this;
        }

        /**
         * Sets the evidence gathered when the check last left {@link Status#UP}.
         *
         * @param gathered none by default
         * @return this builder
         */
        public Builder diagnosis(List<Evidence> gathered) {
            diagnosis = List.copyOf(Objects.requireNonNull(gathered, "gathered"));
            return this;
        }

        /**
         * Sets what a reader should know about the runs.
         *
         * @param text none by default
         * @return this builder
         */
        public Builder note(String text) {
            note = Optional.of(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Builds the report.
         *
         * @return the report
         */
        public CheckReport build() {
            return new CheckReport(
                    new Content(
                            name,
                            policy,
                            status,
                            freshness,
                            result,
                            trend,
                            counts,
                            history,
                            late,
                            closed,
                            diagnosis,
                            note,
                            new Written()),
                    timing);
        }
    }
}
