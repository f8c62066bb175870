/** What a PostgreSQL database runs out of: transaction numbers, sequences, disk, archived log. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.storage;

import org.jspecify.annotations.NullMarked;
