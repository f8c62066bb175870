/** Memory held and not used, or used and not in memory. */
@NullMarked
package dev.vitals.redis.internal.fragmentation;

import org.jspecify.annotations.NullMarked;
