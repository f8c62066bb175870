/** What was slow: single commands, and what the latency monitor recorded. */
@NullMarked
package dev.vitals.redis.internal.slowlog;

import org.jspecify.annotations.NullMarked;
