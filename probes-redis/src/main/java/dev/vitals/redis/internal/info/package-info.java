/** What {@code INFO} says, asked once a round for all checks. */
@NullMarked
package dev.vitals.redis.internal.info;

import org.jspecify.annotations.NullMarked;
