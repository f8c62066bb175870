/** Replication, seen from a replica and from its master. */
@NullMarked
package dev.vitals.redis.internal.replication;

import org.jspecify.annotations.NullMarked;
