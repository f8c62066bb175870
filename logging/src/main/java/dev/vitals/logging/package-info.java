/**
 * Adapters that record what an application logs in {@link dev.vitals.errors.RecentErrors}. Each needs the logging
 * framework it is for; an application attaches the one it logs with.
 */
@NullMarked
package dev.vitals.logging;

import org.jspecify.annotations.NullMarked;
