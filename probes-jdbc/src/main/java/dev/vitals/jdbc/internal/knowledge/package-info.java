/** What this module knows about its findings, put together from the rooms that make them. Above all other rooms. */
@NullMarked
package dev.vitals.jdbc.internal.knowledge;

import org.jspecify.annotations.NullMarked;
