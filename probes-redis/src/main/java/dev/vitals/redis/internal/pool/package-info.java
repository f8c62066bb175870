/** Whether a pool of Jedis connections has one left. The only room that needs commons-pool2. */
@NullMarked
package dev.vitals.redis.internal.pool;

import org.jspecify.annotations.NullMarked;
