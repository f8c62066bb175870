/** How a check of a server runs: one visit, one judge. */
@NullMarked
package dev.vitals.redis.internal.check;

import org.jspecify.annotations.NullMarked;
