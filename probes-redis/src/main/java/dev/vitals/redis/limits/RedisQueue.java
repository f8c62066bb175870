package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A queue of the application in Redis, and when what waits in it counts as trouble.
 *
 * <pre>{@code
 * RedisQueue.list("jobs").depth(Threshold.countAbove(1_000, 10_000))
 * RedisQueue.stream("orders", "billing").age(Threshold.above(Duration.ofMinutes(1), Duration.ofMinutes(10)))
 * RedisQueue.sortedSet("delayed").scores(RedisQueue.Scores.EPOCH_SECONDS)
 *         .age(Threshold.above(Duration.ofMinutes(5), Duration.ofHours(1)))
 * }</pre>
 *
 * <p>There are no limits by default, since no number fits every queue: at least one has to be set. A key that does not
 * exist is an empty queue, as it is to Redis.
 *
 * <p>This class is immutable and, if its function of {@link #oldest} is, thread-safe.
 *
 * @since 0.1.0
 */
public final class RedisQueue implements CheckLimits {
    private final Kind kind;
    private final String key;
    private final Optional<String> group;
    private final Scores scores;
    private final Optional<Oldest> oldest;
    private final Threshold depth;
    private final Threshold age;

    /**
     * What holds the entries.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** A list. */
        LIST,
        /** A sorted set. */
        SORTED_SET,
        /** A stream. */
        STREAM
    }

    /**
     * What the scores of a sorted set are.
     *
     * @since 0.1.0
     */
    public enum Scores {
        /** No times. */
        OTHER,
        /** Seconds since 1970, of when the entry was added or is due. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970, of when the entry was added or is due. */
        EPOCH_MILLIS
    }

    /**
     * The end of a list.
     *
     * @since 0.1.0
     */
    public enum End {
        /** Where {@code LPUSH} adds and {@code LPOP} takes. */
        LEFT,
        /** Where {@code RPUSH} adds and {@code RPOP} takes. */
        RIGHT
    }

    /**
     * How the age of a list's oldest entry is found.
     *
     * <p>This record is immutable.
     *
     * @param end where the oldest entry is
     * @param time returns when an entry was added
     * @since 0.1.0
     */
    public record Oldest(End end, Function<String, Instant> time) {
        /** Refuses nulls. */
        public Oldest {
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(time, "time");
        }
    }

    private RedisQueue(
            Kind kind,
            String key,
            Optional<String> group,
            Scores scores,
            Optional<Oldest> oldest,
            Threshold depth,
            Threshold age) {
        this.kind = kind;
        this.key = key;
        this.group = group;
        this.scores = scores;
        this.oldest = oldest;
        this.depth = depth;
        this.age = age;
    }

    private static RedisQueue of(Kind kind, String key, Optional<String> group) {
        if (Objects.requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("'key' must not be empty");
        }
        return new RedisQueue(
                kind,
                key,
                group,
                Scores.OTHER,
                Optional.empty(),
                Threshold.none(Direction.ABOVE, Unit.COUNT),
                Threshold.none(Direction.ABOVE, Unit.SECONDS));
    }

    /**
     * Returns a queue that is a list.
     *
     * @param key the key; not empty
     * @return the queue, without limits
     * @throws IllegalArgumentException if {@code key} is empty
     */
    public static RedisQueue list(String key) {
        return of(Kind.LIST, key, Optional.empty());
    }

    /**
     * Returns a queue that is a sorted set, the next entry with the lowest score.
     *
     * @param key the key; not empty
     * @return the queue, without limits
     * @throws IllegalArgumentException if {@code key} is empty
     */
    public static RedisQueue sortedSet(String key) {
        return of(Kind.SORTED_SET, key, Optional.empty());
    }

    /**
     * Returns a queue that is a stream whose entries are deleted once they are done: each entry in it waits.
     *
     * @param key the key; not empty
     * @return the queue, without limits
     * @throws IllegalArgumentException if {@code key} is empty
     */
    public static RedisQueue stream(String key) {
        return of(Kind.STREAM, key, Optional.empty());
    }

    /**
     * Returns what a consumer group has not acknowledged of a stream yet, or not even been given. Redis before 7.0 does
     * not count the latter: there only an age can be a limit.
     *
     * @param key the key; not empty
     * @param group the consumer group; not empty
     * @return the queue, without limits
     * @throws IllegalArgumentException if {@code key} or {@code group} is empty
     */
    public static RedisQueue stream(String key, String group) {
        if (Objects.requireNonNull(group, "group").isEmpty()) {
            throw new IllegalArgumentException("'group' must not be empty");
        }
        return of(Kind.STREAM, key, Optional.of(group));
    }

    /**
     * Returns this queue with a threshold of how many entries wait.
     *
     * @param number such as {@code Threshold.countAbove(1_000, 10_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above, or reached at 0
     */
    public RedisQueue depth(Threshold number) {
        Threshold.require("depth", number, Direction.ABOVE, Unit.COUNT);
        Thresholds.aboveZero("depth", number);
        return new RedisQueue(kind, key, group, scores, oldest, number, age);
    }

    /**
     * Returns this queue with a threshold of how long the oldest entry has waited, by this machine's clock.
     *
     * @param duration such as {@code Threshold.above(Duration.ofMinutes(1), Duration.ofMinutes(10))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public RedisQueue age(Threshold duration) {
        Threshold.require("age", duration, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("age", duration);
        return new RedisQueue(kind, key, group, scores, oldest, depth, duration);
    }

    /**
     * Returns this sorted set with what its scores are. An entry that is due in the future has no age yet.
     *
     * @param meaning what the scores are
     * @return a copy
     */
    public RedisQueue scores(Scores meaning) {
        return new RedisQueue(kind, key, group, Objects.requireNonNull(meaning, "meaning"), oldest, depth, age);
    }

    /**
     * Returns this list with how the age of its oldest entry is found.
     *
     * @param end where the oldest entry is: the end that entries are taken from
     * @param time returns when an entry was added; called on a thread of the checks, must be quick; what it throws makes
     *     the check {@code UNKNOWN}
     * @return a copy
     */
    public RedisQueue oldest(End end, Function<String, Instant> time) {
        return new RedisQueue(kind, key, group, scores, Optional.of(new Oldest(end, time)), depth, age);
    }

    /**
     * Returns what holds the entries.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the key.
     *
     * @return the key; not empty
     */
    public String key() {
        return key;
    }

    /**
     * Returns the consumer group.
     *
     * @return the group of a stream, or empty
     */
    public Optional<String> group() {
        return group;
    }

    /**
     * Returns what the scores of a sorted set are.
     *
     * @return their meaning; {@link Scores#OTHER} by default
     */
    public Scores scores() {
        return scores;
    }

    /**
     * Returns how the age of a list's oldest entry is found.
     *
     * @return the way, or empty
     */
    public Optional<Oldest> oldest() {
        return oldest;
    }

    /**
     * Returns how many waiting entries are trouble.
     *
     * @return the threshold; nothing reaches it by default
     */
    public Threshold depth() {
        return depth;
    }

    /**
     * Returns which age of the oldest entry is trouble.
     *
     * @return the threshold; nothing reaches it by default
     */
    public Threshold age() {
        return age;
    }

    /**
     * Returns whether there is a threshold of the number of entries.
     *
     * @return whether {@link #depth} has a limit
     */
    public boolean hasDepth() {
        return limits(depth);
    }

    /**
     * Returns whether there is a threshold of the age of the oldest entry.
     *
     * @return whether {@link #age} has a limit
     */
    public boolean hasAge() {
        return limits(age);
    }

    /**
     * Returns what is missing for this queue to be checked.
     *
     * @return the fault in words, or empty
     */
    public Optional<String> fault() {
        if (!hasDepth() && !hasAge()) {
            return Optional.of("it has no limit: set depth(…) or age(…)");
        }
        if (hasAge() && kind == Kind.LIST && oldest.isEmpty()) {
            return Optional.of("a list does not say how old its entries are: set oldest(…), or no age(…)");
        }
        return hasAge() && kind == Kind.SORTED_SET && scores == Scores.OTHER
                ? Optional.of("scores say how old entries are only if they are times: set scores(…), or no age(…)")
                : Optional.empty();
    }

    private static boolean limits(Threshold threshold) {
        return threshold.warn().isPresent() || threshold.fail().isPresent();
    }

    /** Returns the kind and the key. */
    @Override
    public String toString() {
        return kind + " " + key + group.map(name -> " of " + name).orElse("");
    }
}
