package dev.vitals.redis;

import dev.vitals.probe.Probe;
import dev.vitals.redis.limits.JedisPoolLimits;

/** Makes the check of a pool, without naming the pool's class, which may be missing where there is no pool. */
@FunctionalInterface
interface PoolCheck {
    Probe probe(JedisPoolLimits limits);
}
