/**
 * Database and connection pool probes: start at {@link dev.vitals.jdbc.JdbcProbes}. When a check leaves {@code UP} is
 * set with the records in {@link dev.vitals.jdbc.limits}.
 */
@NullMarked
package dev.vitals.jdbc;

import org.jspecify.annotations.NullMarked;
