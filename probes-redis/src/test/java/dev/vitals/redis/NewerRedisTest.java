package dev.vitals.redis;

import dev.vitals.testkit.RequiresDocker;

/** Redis 8. */
@RequiresDocker
class NewerRedisTest extends ContainerRedis {
    NewerRedisTest() {
        super("redis:8-alpine");
    }
}
