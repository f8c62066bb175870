/** Checks that the user writes in SQL. */
@NullMarked
package dev.vitals.jdbc.internal.query;

import org.jspecify.annotations.NullMarked;
