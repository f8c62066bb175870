/** Whether Redis answers, and how fast. */
@NullMarked
package dev.vitals.redis.internal.ping;

import org.jspecify.annotations.NullMarked;
