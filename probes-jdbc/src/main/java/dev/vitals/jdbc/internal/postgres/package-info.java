/** The checks of a PostgreSQL server: which there are, and what each reads, judges and asks more. */
@NullMarked
package dev.vitals.jdbc.internal.postgres;

import org.jspecify.annotations.NullMarked;
