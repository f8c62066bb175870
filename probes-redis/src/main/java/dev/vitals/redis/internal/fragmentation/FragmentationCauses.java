package dev.vitals.redis.internal.fragmentation;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong between the memory that Redis uses and the memory that it has. */
public final class FragmentationCauses {
    static final Cause FRAGMENTED = Cause.of(
            "redis.memory.fragmented",
            Kind.EXHAUSTED,
            "much memory is held and not used",
            "The operating system has given Redis far more memory than it uses. After many deletions, or when values of"
                    + " other sizes came, its pages are full of holes. The host may run out although maxmemory is not"
                    + " reached.",
            "switch active defragmentation on, or run MEMORY PURGE",
            "restart a replica and fail over to it");
    static final Cause SWAPPED = Cause.of(
            "redis.memory.swapped",
            Kind.SLOW,
            "part of the memory is swapped out",
            "Less of the memory that Redis uses is in the host's memory than it should be, so the rest has been swapped out"
                    + " and every access to it waits for a disk.",
            "check the host for swapping and for the process that takes its memory",
            "set maxmemory below what the host can give");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(FRAGMENTED, SWAPPED);

    /** What these explain. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(SWAPPED.code(), "redis.slow", "memory that is swapped out explains slow answers"));

    private FragmentationCauses() {}
}
