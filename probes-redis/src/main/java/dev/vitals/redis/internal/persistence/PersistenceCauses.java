package dev.vitals.redis.internal.persistence;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with saving. */
public final class PersistenceCauses {
    static final Cause FAILED = Cause.of(
            "redis.persistence.failed",
            Kind.FAILING,
            "last save failed",
            "Redis could not write its snapshot or its append-only file. What changed since the last one that worked is lost"
                    + " when the process ends. A full disk, a missing directory or right, or too little memory to fork"
                    + " is the usual reason.",
            "read the log of the server: it says why",
            "check the disk that its directory is on");
    static final Cause SLOW = Cause.of(
            "redis.persistence.slow",
            Kind.LAGGING,
            "save has been running for long",
            "A snapshot or a rewrite of the append-only file takes far longer than usual. Meanwhile memory grows by what is"
                    + " written.",
            "check the disk for its speed and for other load");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(FAILED, SLOW);

    /** What these explain. */
    public static final List<CauseLink> LINKS = List.of(CauseLink.sameResource(
            FAILED.code(), RedisCauses.MISCONF.code(), "a save that failed explains refused writes"));

    private PersistenceCauses() {}
}
