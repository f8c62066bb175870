package dev.vitals.redis.internal.queue;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with a queue. */
public final class QueueCauses {
    static final Cause DEEP = Cause.of(
            "redis.queue.deep",
            Kind.LAGGING,
            "too many entries wait",
            "More entries wait in the queue than its limit allows: its consumers are too slow, too few, or gone.",
            "see whether the consumers run and what they wait for",
            "start more consumers if they are merely too slow");
    static final Cause OLD = Cause.of(
            "redis.queue.old",
            Kind.LAGGING,
            "entry has waited for too long",
            "The oldest entry of the queue has waited for longer than its limit allows: its consumers are gone, stuck, or fail"
                    + " on this entry again and again.",
            "see whether the consumers run and what they wait for",
            "see whether they fail on the oldest entry");
    static final Cause GROUP = Cause.of(
            "redis.queue.group",
            Kind.MISCONFIGURED,
            "consumer group is missing",
            "The stream has entries and no consumer group of this name: its consumers were never started, the group was"
                    + " deleted, or the name in the check is wrong.",
            "start the consumers, which create their group",
            "correct the name of the group in the check");
    static final Cause UNCOUNTED = Cause.of(
            "redis.queue.uncounted",
            Kind.UNKNOWN,
            "queue cannot be counted",
            "The number of waiting entries, or the age of the oldest, cannot be had: Redis before 7.0 does not count what a"
                    + " consumer group has not been given, and an entry may not say when it was added.",
            "set a limit for the age instead of the number, or the reverse");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(DEEP, OLD, GROUP, UNCOUNTED);

    private QueueCauses() {}
}
