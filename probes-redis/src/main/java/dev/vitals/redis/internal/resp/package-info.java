/** The Redis protocol, version 2, from a peer that may be something else entirely. Depends on nothing else here. */
@NullMarked
package dev.vitals.redis.internal.resp;

import org.jspecify.annotations.NullMarked;
