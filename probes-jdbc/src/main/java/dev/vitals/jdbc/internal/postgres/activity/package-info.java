/** What PostgreSQL's sessions do, read for the shared checks in {@code internal.activity}. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.activity;

import org.jspecify.annotations.NullMarked;
