/** The thresholds at which each Redis check leaves {@code UP}. */
@NullMarked
package dev.vitals.redis.limits;

import org.jspecify.annotations.NullMarked;
