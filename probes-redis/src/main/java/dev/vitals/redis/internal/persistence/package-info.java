/** Whether Redis can save its data. */
@NullMarked
package dev.vitals.redis.internal.persistence;

import org.jspecify.annotations.NullMarked;
