/**
 * The diagnostic dump: one zip that shows what the process was doing, readable at once and fit to be attached to a
 * ticket. {@link dev.vitals.dump.Dumps} takes them, {@link dev.vitals.dump.DumpSettings} says when and to where.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.vitals.dump;

import org.jspecify.annotations.NullMarked;
