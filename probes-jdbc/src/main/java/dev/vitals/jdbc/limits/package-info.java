/**
 * When a database counts as slow, blocked or exhausted: records to be handed to
 * {@link dev.vitals.jdbc.JdbcProbes#limits}. Knows nothing of how it is measured.
 */
@NullMarked
package dev.vitals.jdbc.limits;

import org.jspecify.annotations.NullMarked;
