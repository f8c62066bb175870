/** How much of its memory limit Redis uses. */
@NullMarked
package dev.vitals.redis.internal.memory;

import org.jspecify.annotations.NullMarked;
