/** How a client of the application reaches its Redis. */
@NullMarked
package dev.vitals.redis.internal.client;

import org.jspecify.annotations.NullMarked;
