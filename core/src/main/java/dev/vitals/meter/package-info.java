/**
 * Checks over the meters an application already has in Micrometer, and meters of our own checks for any registry.
 * Micrometer must be on the class path to use these classes; nothing else of this library needs it.
 */
@NullMarked
package dev.vitals.meter;

import org.jspecify.annotations.NullMarked;
