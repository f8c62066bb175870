/**
 * Incidents: what a bad report opens, what keeps a timeline, and what becomes a post-mortem draft.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.vitals.incident;

import org.jspecify.annotations.NullMarked;
