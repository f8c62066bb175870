/** The statements that take most of a PostgreSQL server's time. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.statements;

import org.jspecify.annotations.NullMarked;
