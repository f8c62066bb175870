/** Why something could not be asked, and what to do about it. */
@NullMarked
package dev.vitals.http.internal.failure;

import org.jspecify.annotations.NullMarked;
