package dev.vitals.redis.internal.check;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.internal.link.Greeting;
import java.util.List;

/** What one check makes of a server. Runs are never concurrent, so it may keep what it saw in the run before. */
public interface Judge {
    /** Looks and judges. A failure to ask is not its business. */
    Result judge(Visit visit) throws RedisFailure, UnusableInfo;

    /** Returns more for a diagnosis; nothing by default. */
    default List<Evidence> diagnose(Visit visit) throws RedisFailure {
        return List.of();
    }

    /** Whether there is anything to look at, as far as is known; so by default. */
    default boolean appliesTo(Greeting greeting) {
        return true;
    }
}
