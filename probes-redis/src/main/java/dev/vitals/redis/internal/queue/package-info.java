/** How much waits in a queue of the application, and for how long. */
@NullMarked
package dev.vitals.redis.internal.queue;

import org.jspecify.annotations.NullMarked;
