/**
 * Text that may be shown: statements without their literals, hostile text on one line, durations as people say them.
 * Knows nothing of databases' sessions.
 */
@NullMarked
package dev.vitals.jdbc.internal.text;

import org.jspecify.annotations.NullMarked;
