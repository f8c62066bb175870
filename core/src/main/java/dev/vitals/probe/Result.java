package dev.vitals.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a probe answers: a status, why, and what to do about it.
 *
 * <pre>{@code
 * return Result.down("licence.expired", "licence ended " + licence.end())
 *         .remedy(Remedy.of("renew the licence, then restart"));
 * }</pre>
 *
 * <p>This record is immutable and thread-safe. The {@code with…} style methods return copies.
 *
 * @param status what is known
 * @param cause the stable, dotted, countable code of what was found, such as {@code pool.exhausted}, at most 100 characters; {@code ok} when
 *     the status is {@link Status#UP}
 * @param summary one line with the numbers that matter; empty only when the status is {@link Status#UP}
 * @param observations the numbers seen; may be empty
 * @param evidence what was seen, most important first; may be empty
 * @param remedies what to do next, best first; may be empty
 * @since 0.1.0
 */
public record Result(
        Status status,
        String cause,
        String summary,
        List<Observation> observations,
        List<Evidence> evidence,
        List<Remedy> remedies) {
    /** The cause code of every result that is {@link Status#UP}. */
    public static final String OK = "ok";

    private static final int LONGEST_CAUSE = 100;
    private static final Pattern CAUSE = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    /**
     * Checks that the parts agree, and copies the lists.
     *
     * @throws IllegalArgumentException if {@code cause} is not lower case and dotted, is {@code ok} without the status
     *     being {@link Status#UP} or the other way round, or if {@code summary} is blank and the status is not
     *     {@link Status#UP}
     */
    public Result {
        if (cause.length() > LONGEST_CAUSE || !CAUSE.matcher(cause).matches()) {
            throw new IllegalArgumentException(
                    "'cause' must be lower case words joined by dots, such as 'pool.exhausted', but was '" + cause
                            + "'");
        }
        if (cause.equals(OK) != (status == Status.UP)) {
            throw new IllegalArgumentException(
                    "'cause' is '" + OK + "' exactly when the status is UP, but was '" + cause + "' with " + status);
        }
        if (status != Status.UP && summary.isBlank()) {
            throw new IllegalArgumentException("a " + status + " result needs a 'summary' that says why");
        }
        observations = List.copyOf(observations);
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
    }

    /**
     * Returns a result that is {@link Status#UP} and says no more.
     *
     * @return the result
     * @since 0.1.0
     */
    public static Result up() {
        return up("");
    }

    /**
     * Returns a result that is {@link Status#UP}.
     *
     * @param summary one line with numbers; may be empty
     * @return the result
     * @since 0.1.0
     */
    public static Result up(String summary) {
        return of(Status.UP, OK, summary);
    }

    /**
     * Returns a result that is {@link Status#DEGRADED}.
     *
     * @param cause the stable cause code, lower case and dotted
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     * @since 0.1.0
     */
    public static Result degraded(String cause, String summary) {
        return of(Status.DEGRADED, cause, summary);
    }

    /**
     * Returns a result that is {@link Status#DOWN}.
     *
     * @param cause the stable cause code, lower case and dotted
     * @param summary one line that says why; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     * @since 0.1.0
     */
    public static Result down(String cause, String summary) {
        return of(Status.DOWN, cause, summary);
    }

    /**
     * Returns a result that is {@link Status#UNKNOWN}: the probe could not look.
     *
     * @param cause the stable cause code, lower case and dotted
     * @param summary one line that says what is missing; not blank
     * @return the result
     * @throws IllegalArgumentException if {@code cause} or {@code summary} is not as described
     * @since 0.1.0
     */
    public static Result unknown(String cause, String summary) {
        return of(Status.UNKNOWN, cause, summary);
    }

    /**
     * Returns a result without observations, evidence or remedies.
     *
     * @param status what is known
     * @param cause the cause code; {@code ok} exactly when the status is {@link Status#UP}
     * @param summary one line; may be empty only when the status is {@link Status#UP}
     * @return the result
     * @throws IllegalArgumentException if the parts do not agree
     * @since 0.1.0
     */
    public static Result of(Status status, String cause, String summary) {
        return new Result(status, cause, summary, List.of(), List.of(), List.of());
    }

    /**
     * Returns this result with one more observation.
     *
     * @param observation the observation to add at the end
     * @return a copy
     * @since 0.1.0
     */
    public Result observe(Observation observation) {
        return new Result(status, cause, summary, plus(observations, observation), evidence, remedies);
    }

    /**
     * Returns this result with one more piece of evidence.
     *
     * @param item the evidence to add at the end
     * @return a copy
     * @since 0.1.0
     */
    public Result evidence(Evidence item) {
        return new Result(status, cause, summary, observations, plus(evidence, item), remedies);
    }

    /**
     * Returns this result with one more remedy.
     *
     * @param remedy the remedy to add at the end
     * @return a copy
     * @since 0.1.0
     */
    public Result remedy(Remedy remedy) {
        return new Result(status, cause, summary, observations, evidence, plus(remedies, remedy));
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
