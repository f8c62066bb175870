package dev.vitals.redis;

import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.RedisLink;
import java.util.Optional;

/** What the checks of one set share. */
record Origin(RedisLink link, InfoReader info, boolean sentinel, Optional<PoolCheck> pool) {
    Origin(RedisLink link, boolean sentinel, Optional<PoolCheck> pool) {
        this(link, new InfoReader(link), sentinel, pool);
    }
}
