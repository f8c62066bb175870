/** Whether a cluster serves all its slots. */
@NullMarked
package dev.vitals.redis.internal.cluster;

import org.jspecify.annotations.NullMarked;
