/**
 * Redis and Valkey probes.
 *
 * @since 0.1.0
 */
module dev.vitals.redis {
    requires transitive dev.vitals.core;
    requires transitive redis.clients.jedis;
    requires org.apache.commons.pool2;
    requires static org.jspecify;

    exports dev.vitals.redis;
}
