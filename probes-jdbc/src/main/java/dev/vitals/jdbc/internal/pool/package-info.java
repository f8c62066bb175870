/** Whether a connection pool has connections left, read from its own counters, and which threads wait for or hold one. */
@NullMarked
package dev.vitals.jdbc.internal.pool;

import org.jspecify.annotations.NullMarked;
