/**
 * Probes of one Redis or Valkey server over a connection of their own: {@link dev.vitals.redis.RedisProbes} is the way
 * in, everything else but its limits is an implementation detail.
 */
@NullMarked
package dev.vitals.redis;

import org.jspecify.annotations.NullMarked;
