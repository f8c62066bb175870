/** Why a Redis could not be asked, and what to do about it. */
@NullMarked
package dev.vitals.redis.internal.failure;

import org.jspecify.annotations.NullMarked;
