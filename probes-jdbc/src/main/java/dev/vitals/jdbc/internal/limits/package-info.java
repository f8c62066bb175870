/** The limits of all checks of one database together. What each of them is lives in {@code dev.vitals.jdbc.limits}. */
@NullMarked
package dev.vitals.jdbc.internal.limits;

import org.jspecify.annotations.NullMarked;
