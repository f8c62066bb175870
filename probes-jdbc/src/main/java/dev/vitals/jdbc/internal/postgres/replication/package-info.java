/** PostgreSQL's standbys and replication slots. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.replication;

import org.jspecify.annotations.NullMarked;
