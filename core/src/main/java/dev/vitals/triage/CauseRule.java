package dev.vitals.triage;

import dev.vitals.probe.Status;
import java.util.List;

/**
 * Says that a finding of one kind explains findings of another.
 *
 * <p>A kind is a cause code such as {@code pool.exhausted}, or a family of them such as {@code locks.*}. Only a check
 * that is {@link Status#DEGRADED} or {@link Status#DOWN} explains another.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param cause the kind of finding at the root
 * @param effect the kind of finding that follows from it
 * @param where whether both checks must look at the same resource
 * @param words the rule in words, printed when it fires; not blank
 * @since 0.1.0
 */
public record CauseRule(String cause, String effect, Where where, String words) {
    /** The standard rules, strongest first. */
    public static final List<CauseRule> STANDARD = List.of(
            sameResource("locks.*", "pool.exhausted", "a blocking session explains an exhausted pool"),
            sameResource("locks.*", "pool.saturated", "a blocking session explains a pool in full use"),
            sameResource("locks.*", "db.slow", "a blocking session explains a slow database"),
            sameResource("locks.*", "db.locked", "a blocking session explains a locked catalogue"),
            anywhere("locks.*", "http.slow", "a blocking session explains slow HTTP"),
            anywhere("disk.full", "db.read-only", "a full disk explains a database that refuses writes"),
            anywhere("disk.full", "db.out-of-resources", "a full disk explains a database out of resources"),
            anywhere("disk.full", "redis.misconf", "a full disk explains a Redis that cannot save"),
            sameResource(
                    "locks.*", "transactions.idle", "a blocking session is most likely the one left in a transaction"),
            sameResource(
                    "transactions.idle", "pool.exhausted", "sessions idle in transaction explain an exhausted pool"),
            sameResource(
                    "transactions.idle", "pool.saturated", "sessions idle in transaction explain a pool in full use"),
            sameResource(
                    "pool.leak-suspected",
                    "transactions.idle",
                    "connections never given back explain sessions idle in transaction"),
            sameResource("db.*", "pool.exhausted", "a failing database explains an exhausted pool"),
            sameResource("db.*", "pool.saturated", "a failing database explains a pool in full use"),
            sameResource("db.*", "pool.cannot-grow", "a failing database explains a pool that cannot grow"),
            anywhere("pool.exhausted", "http.slow", "an exhausted pool explains slow HTTP"),
            anywhere("pool.leak-suspected", "http.slow", "connections never given back explain slow HTTP"),
            anywhere("heap.exhausted", "http.slow", "an exhausted heap explains slow HTTP"));

    /**
     * Checks the kinds and the words.
     *
     * @throws IllegalArgumentException if {@code cause} or {@code effect} is neither a cause code nor a family, or
     *     {@code words} is blank
     */
    public CauseRule {
        CausePattern.require("cause", cause);
        CausePattern.require("effect", effect);
        if (words.isBlank()) {
            throw new IllegalArgumentException("'words' must not be blank");
        }
    }

    /**
     * Returns a rule about checks of the same resource.
     *
     * @param cause the kind of finding at the root
     * @param effect the kind of finding that follows from it
     * @param words the rule in words; not blank
     * @return the rule
     * @throws IllegalArgumentException if a parameter is not as described
     * @since 0.1.0
     */
    public static CauseRule sameResource(String cause, String effect, String words) {
        return new CauseRule(cause, effect, Where.SAME_RESOURCE, words);
    }

    /**
     * Returns a rule about any two checks. Among several causes, one of the same resource goes first.
     *
     * @param cause the kind of finding at the root
     * @param effect the kind of finding that follows from it
     * @param words the rule in words; not blank
     * @return the rule
     * @throws IllegalArgumentException if a parameter is not as described
     * @since 0.1.0
     */
    public static CauseRule anywhere(String cause, String effect, String words) {
        return new CauseRule(cause, effect, Where.ANYWHERE, words);
    }

    /**
     * Which pairs of checks a rule is about.
     *
     * @since 0.1.0
     */
    public enum Where {
        /** Both checks name the same resource in their policy. */
        SAME_RESOURCE,
        /** Any two checks. */
        ANYWHERE
    }
}
