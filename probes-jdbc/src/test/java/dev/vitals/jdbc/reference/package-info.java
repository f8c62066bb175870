/** Writes the reference of the checks from the code, and holds the committed one against it. */
@NullMarked
package dev.vitals.jdbc.reference;

import org.jspecify.annotations.NullMarked;
