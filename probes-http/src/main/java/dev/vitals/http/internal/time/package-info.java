/** How long things may take. */
@NullMarked
package dev.vitals.http.internal.time;

import org.jspecify.annotations.NullMarked;
