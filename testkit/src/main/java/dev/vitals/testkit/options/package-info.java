/**
 * What a test asks of a server before it starts, and the exception it gets when that cannot be had.
 */
@NullMarked
package dev.vitals.testkit.options;

import org.jspecify.annotations.NullMarked;
