package dev.vitals.report;

import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An immutable picture of a set of checks at one moment.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Report {
    private final String application;
    private final Selection selection;
    private final Status status;
    private final boolean ready;
    private final boolean passed;
    private final Verdict verdict;
    private final List<CheckReport> checks;
    private final Instant at;
    private final Instant since;
    private final Duration lasting;
    private final List<String> notes;
    private final Optional<Deployment> deployment;
    private final Map<String, Precedent> precedents;

    private Report(Builder builder) {
        application = builder.application;
        selection = builder.selection;
        status = builder.status;
        ready = builder.ready;
        passed = builder.passed;
        verdict = builder.verdict;
        checks = builder.checks;
        at = builder.at;
        since = builder.since;
        lasting = builder.lasting;
        notes = List.copyOf(builder.notes);
        deployment = builder.deployment;
        precedents = Map.copyOf(builder.precedents);
    }

    /**
     * Returns a builder of a report without checks: up, ready, made and up since the epoch.
     *
     * @param application the name the aggregator was built with
     * @param selection which checks the report shows
     * @return the builder
     */
    public static Builder builder(String application, Selection selection) {
        return new Builder(application, selection);
    }

    /**
     * Returns a builder that starts from this report.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(application, selection)
                .status(status)
                .ready(ready)
                .passed(passed)
                .verdict(verdict)
                .checks(checks)
                .at(at)
                .since(since, lasting);
        copy.notes.addAll(notes);
        copy.deployment = deployment;
        copy.precedents.putAll(precedents);
        return copy;
    }

    /**
     * Returns the name the aggregator was built with.
     *
     * @return the name
     */
    public String application() {
        return application;
    }

    /**
     * Returns which checks this report shows.
     *
     * @return the selection
     */
    public Selection selection() {
        return selection;
    }

    /**
     * Returns the overall status: that of the worst check, where only a check of critical impact can make it
     * {@link Status#DOWN}.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns whether this instance should get traffic: the status is not {@link Status#DOWN}, every check has a first
     * result, no critical check is stale, and the aggregator is not closed.
     *
     * @return whether it is ready
     */
    public boolean ready() {
        return ready;
    }

    /**
     * Returns what an orchestrator sees: whether the group passes, as {@link Passing} says.
     *
     * @return whether it passes; for everything, whether the status is not {@link Status#DOWN}
     */
    public boolean passed() {
        return passed;
    }

    /**
     * Returns how bad it is and what is at the root.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Returns every check, worst first, then by name.
     *
     * @return an immutable list
     */
    public List<CheckReport> checks() {
        return checks;
    }

    /**
     * Returns when this picture was taken.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns when the overall status or severity last changed. A selection with exclusions is not followed between
     * reports: there it is when the last of its checks changed, and the status may be older.
     *
     * @return the wall-clock time; that at which the aggregator was built if they never have
     */
    public Instant since() {
        return since;
    }

    /**
     * Returns for how long it has been so, by monotonic time.
     *
     * @return the time since {@link #since}
     */
    public Duration lasting() {
        return lasting;
    }

    /**
     * Returns what a reader should know about the aggregator itself, such as that a thread of it had to be revived.
     *
     * @return an immutable list; empty most of the time
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Returns which build runs.
     *
     * @return the build, since when it runs and what ran before; empty unless the aggregator was told to find out
     */
    public Optional<Deployment> deployment() {
        return deployment;
    }

    /**
     * Returns what was deployed, or started, shortly before a fault.
     *
     * @param fault a root cause of this report; the earliest of its own and its symptoms' failures counts
     * @return in words, as {@link Deployment#before} has them
     */
    public Optional<String> deploymentBefore(RootCause fault) {
        Objects.requireNonNull(fault, "fault");
        return Stream.concat(Stream.of(fault.check()), fault.symptoms().stream().map(RootCause.Symptom::check))
                .flatMap(name -> check(name).stream())
                .map(failing -> failing.timing().since())
                .min(Comparator.naturalOrder())
                .flatMap(first -> deployment.flatMap(known -> known.before(first)));
    }

    /**
     * Returns what earlier incidents with the same root cause say of a fault.
     *
     * @param fault a root cause of this report
     * @return the earlier incidents; empty if none is remembered, or if no incidents are kept
     */
    public Optional<Precedent> precedent(RootCause fault) {
        return Optional.ofNullable(
                precedents.get(Objects.requireNonNull(fault, "fault").check()));
    }

    /**
     * Returns one check of this report.
     *
     * @param name the check's name
     * @return the check, or empty when this report does not show it
     */
    public Optional<CheckReport> check(String name) {
        Objects.requireNonNull(name, "name");
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        String severity = verdict.severity().map(is -> " " + is).orElse("");
        return application + " " + status + severity + " since " + since + " " + checks;
    }

    /**
     * Collects the parts of a {@link Report}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final String application;
        private final Selection selection;
        private Status status = Status.UP;
        private boolean ready = true;
        private boolean passed = true;
        private Verdict verdict = Verdict.HEALTHY;
        private List<CheckReport> checks = List.of();
        private Instant at = Instant.EPOCH;
        private Instant since = Instant.EPOCH;
        private Duration lasting = Duration.ZERO;
        private final List<String> notes = new ArrayList<>();
        private Optional<Deployment> deployment = Optional.empty();
        private final Map<String, Precedent> precedents = new HashMap<>();

        private Builder(String application, Selection selection) {
            this.application = Objects.requireNonNull(application, "application");
            this.selection = Objects.requireNonNull(selection, "selection");
        }

        /**
         * Sets the overall status.
         *
         * @param overall {@link Status#UP} by default
         * @return this builder
         */
        public Builder status(Status overall) {
            status = Objects.requireNonNull(overall, "overall");
            return this;
        }

        /**
         * Sets whether the instance should get traffic.
         *
         * @param traffic true by default
         * @return this builder
         */
        public Builder ready(boolean traffic) {
            ready = traffic;
            return this;
        }

        /**
         * Sets whether the group passes.
         *
         * @param well {@code true} by default
         * @return this builder
         */
        public Builder passed(boolean well) {
            passed = well;
            return this;
        }

        /**
         * Sets the verdict.
         *
         * @param judged {@link Verdict#HEALTHY} by default
         * @return this builder
         */
        public Builder verdict(Verdict judged) {
            verdict = Objects.requireNonNull(judged, "judged");
            return this;
        }

        /**
         * Sets the checks.
         *
         * @param shown worst first; none by default
         * @return this builder
         */
        public Builder checks(List<CheckReport> shown) {
            checks = List.copyOf(Objects.requireNonNull(shown, "shown"));
            return this;
        }

        /**
         * Sets when the picture was taken.
         *
         * @param time the wall-clock time
         * @return this builder
         */
        public Builder at(Instant time) {
            at = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets since when it has been so.
         *
         * @param time the wall-clock time
         * @param elapsed for how long, by monotonic time
         * @return this builder
         */
        public Builder since(Instant time, Duration elapsed) {
            since = Objects.requireNonNull(time, "time");
            lasting = Objects.requireNonNull(elapsed, "elapsed");
            return this;
        }

        /**
         * Adds something a reader should know about the aggregator itself.
         *
         * @param text one line; without secrets
         * @return this builder
         */
        public Builder note(String text) {
            notes.add(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Sets which build runs.
         *
         * @param known what is known of it; nothing by default. Redacted by the caller
         * @return this builder
         */
        public Builder deployment(Deployment known) {
            deployment = Optional.of(Objects.requireNonNull(known, "known"));
            return this;
        }

        /**
         * Adds what earlier incidents say of a root cause.
         *
         * @param root the name of the check at the root
         * @param earlier the incidents that had the same root cause. Redacted by the caller
         * @return this builder
         */
        public Builder precedent(String root, Precedent earlier) {
            precedents.put(Objects.requireNonNull(root, "root"), Objects.requireNonNull(earlier, "earlier"));
            return this;
        }

        /**
         * Builds the report.
         *
         * @return the report
         */
        public Report build() {
            return new Report(this);
        }
    }
}
