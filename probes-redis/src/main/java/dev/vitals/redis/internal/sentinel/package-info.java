/** Whether a sentinel could fail its masters over. */
@NullMarked
package dev.vitals.redis.internal.sentinel;

import org.jspecify.annotations.NullMarked;
