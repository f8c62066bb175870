/** PostgreSQL's locks, waits and prepared transactions, read for the check in {@code internal.blocking}. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.locks;

import org.jspecify.annotations.NullMarked;
