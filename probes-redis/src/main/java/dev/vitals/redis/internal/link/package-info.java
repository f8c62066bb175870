/** The one connection that all checks of a server share. */
@NullMarked
package dev.vitals.redis.internal.link;

import org.jspecify.annotations.NullMarked;
