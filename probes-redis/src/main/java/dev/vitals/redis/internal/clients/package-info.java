/** How many clients are connected, and how many were turned away. */
@NullMarked
package dev.vitals.redis.internal.clients;

import org.jspecify.annotations.NullMarked;
