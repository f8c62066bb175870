/** One request and its answer, bounded in time and size. */
@NullMarked
package dev.vitals.http.internal.exchange;

import org.jspecify.annotations.NullMarked;
