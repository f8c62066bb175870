/**
 * Redis and Valkey probes.
 *
 * @since 0.1.0
 */
module dev.vitals.redis {
    requires transitive dev.vitals.core;
    requires transitive redis.clients.jedis;
    requires static org.apache.commons.pool2; // only where there is a pool, see JedisPools
    requires static org.jspecify;

    exports dev.vitals.redis;
    exports dev.vitals.redis.limits;

    provides dev.vitals.spi.Knowledge with
            dev.vitals.redis.internal.knowledge.RedisKnowledge;
}
