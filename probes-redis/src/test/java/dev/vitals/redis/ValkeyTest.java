package dev.vitals.redis;

import dev.vitals.testkit.RequiresDocker;

/** Valkey 8. */
@RequiresDocker
class ValkeyTest extends ContainerRedis {
    ValkeyTest() {
        super("valkey/valkey:8-alpine");
    }
}
