package dev.vitals.redis.internal.knowledge;

import dev.vitals.probe.Cause;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.spi.Knowledge;
import java.util.List;

/** Every cause of the Redis probes. What they explain follows from the kinds of the causes alone. */
public final class RedisKnowledge implements Knowledge {
    /** For the service loader. */
    public RedisKnowledge() {}

    @Override
    public List<Cause> causes() {
        return RedisCauses.all();
    }
}
