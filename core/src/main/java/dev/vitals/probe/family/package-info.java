/** How the built-in sets of checks keep what the user chose. */
@NullMarked
package dev.vitals.probe.family;

import org.jspecify.annotations.NullMarked;
