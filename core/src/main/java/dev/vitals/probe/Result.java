package dev.vitals.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a probe answers: a status, why, and what to do about it.
 *
 * <pre>{@code
 * return Result.down("licence.expired", "licence ended " + licence.end())
 *         .remedy(Remedy.of("renew the licence, then restart"));
 * }</pre>
 *
 * <p>Immutable and thread-safe: every method that adds something returns a copy.
 *
 * @since 0.1.0
 */
public final class Result {
    /** The cause code of every result that is {@link Status#UP}. */
    public static final String OK = "ok";

    private final Status status;
    private final String cause;
    private final String summary;
    private final List<Subject> subjects;
    private final List<Observation> observations;
    private final List<Evidence> evidence;
    private final List<Remedy> remedies;

    private Result(Parts parts) {
        status = parts.status;
        cause = parts.cause;
        summary = parts.summary;
        subjects = List.copyOf(parts.subjects);
        observations = List.copyOf(parts.observations);
        evidence = List.copyOf(parts.evidence);
        remedies = List.copyOf(parts.remedies);
        check();
    }

    private void check() {
        Cause.requireCode(cause);
        if (cause.equals(OK) != (status == Status.UP)) {
            throw new IllegalArgumentException(
                    "'cause' is '" + OK + "' exactly when the status is UP, but was '" + cause + "' with " + status);
        }
        if (status != Status.UP && summary.isBlank()) {
            throw new IllegalArgumentException("a " + status + " result needs a 'summary' that says why");
        }
    }

    /**
     * Returns a result that is {@link Status#UP} and says no more.
     *
     * @return the result
     */
    public static Result up() {
        return up("");
    }

    /**
     * Returns a result that is {@link Status#UP}.
     *
     * @param summary one line with numbers; may be empty
     * @return the result
     */
    public static Result up(String summary) {
        return of(Status.UP, OK, summary);
    }

    /**
     * Returns a result that is {@link Status#DEGRADED}.
     *
     * @param cause the stable cause code, lower case and dotted, at most 100 characters
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     */
    public static Result degraded(String cause, String summary) {
        return of(Status.DEGRADED, cause, summary);
    }

    /**
     * Returns a result that is {@link Status#DEGRADED}.
     *
     * @param cause the cause
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code summary} is blank
     */
    public static Result degraded(Cause cause, String summary) {
        return degraded(Objects.requireNonNull(cause, "cause").code(), summary);
    }

    /**
     * Returns a result that is {@link Status#DOWN}.
     *
     * @param cause the stable cause code, lower case and dotted, at most 100 characters
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     */
    public static Result down(String cause, String summary) {
        return of(Status.DOWN, cause, summary);
    }

    /**
     * Returns a result that is {@link Status#DOWN}.
     *
     * @param cause the cause
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code summary} is blank
     */
    public static Result down(Cause cause, String summary) {
        return down(Objects.requireNonNull(cause, "cause").code(), summary);
    }

    /**
     * Returns a result that is {@link Status#UNKNOWN}: the probe could not look.
     *
     * @param cause the stable cause code, lower case and dotted, at most 100 characters
     * @param summary one line that says what is missing; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     */
    public static Result unknown(String cause, String summary) {
        return of(Status.UNKNOWN, cause, summary);
    }

    /**
     * Returns a result that is {@link Status#UNKNOWN}: the probe could not look.
     *
     * @param cause the cause
     * @param summary one line that says what is missing; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code summary} is blank
     */
    public static Result unknown(Cause cause, String summary) {
        return unknown(Objects.requireNonNull(cause, "cause").code(), summary);
    }

    /**
     * Returns a result without subjects, observations, evidence or remedies.
     *
     * @param status what is known
     * @param cause the cause code; {@code ok} exactly when the status is {@link Status#UP}
     * @param summary one line; may be empty only when the status is {@link Status#UP}
     * @return the result
     * @throws IllegalArgumentException if the parts do not agree
     */
    public static Result of(Status status, String cause, String summary) {
        return new Result(new Parts(status, cause, summary));
    }

    /**
     * Returns a result without subjects, observations, evidence or remedies.
     *
     * @param status what is known; not {@link Status#UP}
     * @param cause the cause
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if the parts do not agree
     */
    public static Result of(Status status, Cause cause, String summary) {
        return of(status, Objects.requireNonNull(cause, "cause").code(), summary);
    }

    /**
     * Returns what is known.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns the stable, dotted, countable code of what was found, such as {@code pool.exhausted}.
     *
     * @return the code; {@code ok} exactly when the status is {@link Status#UP}
     */
    public String cause() {
        return cause;
    }

    /**
     * Returns one line with the numbers that matter.
     *
     * @return the line; empty only when the status is {@link Status#UP}
     */
    public String summary() {
        return summary;
    }

    /**
     * Returns what the finding is about.
     *
     * @return the subjects, the main one first; may be empty
     */
    public List<Subject> subjects() {
        return subjects;
    }

    /**
     * Returns the numbers seen.
     *
     * @return the observations; may be empty
     */
    public List<Observation> observations() {
        return observations;
    }

    /**
     * Returns what was seen.
     *
     * @return the evidence, most important first; may be empty
     */
    public List<Evidence> evidence() {
        return evidence;
    }

    /**
     * Returns what to do next.
     *
     * @return the remedies, best first; may be empty
     */
    public List<Remedy> remedies() {
        return remedies;
    }

    /**
     * Returns this result with more subjects.
     *
     * @param things what the finding is about, the main one first; one that is there already is not added again
     * @return a copy
     */
    public Result about(Subject... things) {
        Set<Subject> all = new LinkedHashSet<>(subjects);
        all.addAll(List.of(Objects.requireNonNull(things, "things")));
        return with(parts -> parts.subjects = List.copyOf(all));
    }

    /**
     * Returns this result with one more observation.
     *
     * @param observation the observation to add at the end
     * @return a copy
     */
    public Result observe(Observation observation) {
        return with(
                parts -> parts.observations = plus(observations, Objects.requireNonNull(observation, "observation")));
    }

    /**
     * Returns this result with one more piece of evidence.
     *
     * @param item the evidence to add at the end
     * @return a copy
     */
    public Result evidence(Evidence item) {
        return with(parts -> parts.evidence = plus(evidence, Objects.requireNonNull(item, "item")));
    }

    /**
     * Returns this result with one more remedy.
     *
     * @param remedy the remedy to add at the end
     * @return a copy
     */
    public Result remedy(Remedy remedy) {
        return with(parts -> parts.remedies = plus(remedies, Objects.requireNonNull(remedy, "remedy")));
    }

    /**
     * Returns this result with another verdict: what was seen stays.
     *
     * @param other what is known
     * @param code the cause code; {@code ok} exactly when the status is {@link Status#UP}
     * @param line one line; may be empty only when the status is {@link Status#UP}
     * @return a copy
     * @throws IllegalArgumentException if the parts do not agree
     */
    public Result as(Status other, String code, String line) {
        return with(parts -> {
            parts.status = Objects.requireNonNull(other, "other");
            parts.cause = Objects.requireNonNull(code, "code");
            parts.summary = Objects.requireNonNull(line, "line");
        });
    }

    /**
     * Returns this result with another verdict: what was seen stays.
     *
     * @param other what is known; not {@link Status#UP}
     * @param reason the cause
     * @param line one line that says why; not blank
     * @return a copy
     * @throws IllegalArgumentException if the parts do not agree
     */
    public Result as(Status other, Cause reason, String line) {
        return as(other, Objects.requireNonNull(reason, "reason").code(), line);
    }

    /**
     * Returns this result with another summary.
     *
     * @param line one line; may be empty only when the status is {@link Status#UP}
     * @return a copy
     * @throws IllegalArgumentException if {@code line} is blank and the status is not {@link Status#UP}
     */
    public Result withSummary(String line) {
        return with(parts -> parts.summary = Objects.requireNonNull(line, "line"));
    }

    /**
     * Returns this result about exactly these subjects.
     *
     * @param all what the finding is about, the main one first
     * @return a copy
     */
    public Result withSubjects(List<Subject> all) {
        return with(parts -> parts.subjects = Objects.requireNonNull(all, "all"));
    }

    /**
     * Returns this result with exactly these observations.
     *
     * @param all the numbers seen
     * @return a copy
     */
    public Result withObservations(List<Observation> all) {
        return with(parts -> parts.observations = Objects.requireNonNull(all, "all"));
    }

    /**
     * Returns this result with exactly this evidence.
     *
     * @param all the evidence, most important first
     * @return a copy
     */
    public Result withEvidence(List<? extends Evidence> all) {
        return with(parts -> parts.evidence = List.copyOf(Objects.requireNonNull(all, "all")));
    }

    /**
     * Returns this result with exactly these remedies.
     *
     * @param all the remedies, best first
     * @return a copy
     */
    public Result withRemedies(List<Remedy> all) {
        return with(parts -> parts.remedies = Objects.requireNonNull(all, "all"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Result result && values().equals(result.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "Result" + values();
    }

    private List<Object> values() {
        return List.of(status, cause, summary, subjects, observations, evidence, remedies);
    }

    private Result with(Consumer<Parts> change) {
        Parts parts = new Parts(status, cause, summary);
        parts.subjects = subjects;
        parts.observations = observations;
        parts.evidence = evidence;
        parts.remedies = remedies;
        change.accept(parts);
        return new Result(parts);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    /** A result taken apart, so that one part can be changed and the others need not be named each time. */
    private static final class Parts {
        private Status status;
        private String cause;
        private String summary;
        private List<Subject> subjects = List.of();
        private List<Observation> observations = List.of();
        private List<Evidence> evidence = List.of();
        private List<Remedy> remedies = List.of();

        Parts(Status status, String cause, String summary) {
            this.status = Objects.requireNonNull(status, "status");
            this.cause = Objects.requireNonNull(cause, "cause");
            this.summary = Objects.requireNonNull(summary, "summary");
        }
    }
}
